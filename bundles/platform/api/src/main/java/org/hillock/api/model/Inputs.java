package org.hillock.api.model;

import java.util.Arrays;
import java.util.Objects;
import org.hillock.api.data.SampleId;
import org.hillock.api.tensor.Tensor;

/**
 * What one call gives a model: tensors in the card's order, and what is known of each batch row.
 *
 * <p>Owned and reused by the caller; a model only reads it. Not thread-safe.
 */
public final class Inputs {
  /** This call begins a new sample: the row's state is reset before its first step. */
  public static final int FIRST = 1;

  /** This call ends the sample: what is still in flight is flushed and the decision emitted. */
  public static final int LAST = 2;

  private final Tensor[] tensors;
  private final int time;
  private final int batch;
  private final int[] lengths;
  private final byte[] marks;
  private final SampleId[] samples;
  private final String[] keys;
  private final String[] labels;
  private long eventTime = -1;

  private Inputs(int time, int batch, Tensor[] tensors) {
    this.tensors = tensors;
    this.time = time;
    this.batch = batch;
    this.lengths = new int[batch];
    this.marks = new byte[batch];
    this.samples = new SampleId[batch];
    this.keys = new String[batch];
    this.labels = new String[batch];
    Arrays.fill(lengths, time);
  }

  /**
   * Inputs over tensors, which are shared.
   *
   * @param time steps in this call
   * @param batch rows
   * @param tensors in the order of the card's inputs
   */
  public static Inputs of(int time, int batch, Tensor... tensors) {
    return new Inputs(time, batch, tensors.clone());
  }

  /** Inputs whose first tensor is {@code [time, batch, ...]}. */
  public static Inputs of(Tensor first) {
    return new Inputs(first.dim(0), first.dim(1), new Tensor[] {first});
  }

  /** Steps in this call, padding included. */
  public int time() {
    return time;
  }

  /** Rows. */
  public int batch() {
    return batch;
  }

  /** Number of tensors. */
  public int count() {
    return tensors.length;
  }

  public Tensor tensor(int index) {
    return tensors[index];
  }

  /** Valid steps of a row: 0 to {@link #time}; the steps after them are padding. */
  public int length(int row) {
    return lengths[row];
  }

  public Inputs length(int row, int steps) {
    if (steps < 0 || steps > time) {
      throw new InputException(
          "expected a length of 0 to " + time + " for row " + row + ", got " + steps);
    }
    lengths[row] = steps;
    return this;
  }

  /** {@link #FIRST} and {@link #LAST}, or 0 in the middle of a sample. */
  public int marks(int row) {
    return marks[row];
  }

  public Inputs marks(int row, int newMarks) {
    marks[row] = (byte) newMarks;
    return this;
  }

  /** Sets the marks of all rows. */
  public Inputs markAll(int newMarks) {
    Arrays.fill(marks, (byte) newMarks);
    return this;
  }

  public boolean isFirst(int row) {
    return (marks[row] & FIRST) != 0;
  }

  public boolean isLast(int row) {
    return (marks[row] & LAST) != 0;
  }

  /** Where a row comes from, or null where that is not known. */
  public SampleId sample(int row) {
    return samples[row];
  }

  /**
   * Says where a row comes from.
   *
   * @param key the caller's own name for the row, or null
   * @param label the true answer, or null
   */
  public Inputs describe(int row, SampleId sample, String key, String label) {
    samples[row] = sample;
    keys[row] = key;
    labels[row] = label;
    return this;
  }

  /** The caller's own name for a row, or null. */
  public String key(int row) {
    return keys[row];
  }

  /** The true answer for a row, or null. */
  public String label(int row) {
    return labels[row];
  }

  /** When the first step happened, microseconds since 1970; -1 takes the time of the call. */
  public long eventTime() {
    return eventTime;
  }

  public Inputs eventTime(long microseconds) {
    eventTime = microseconds;
    return this;
  }

  /** Throws {@link InputException} unless the tensors fit the card and are finite. */
  public void check(ModelCard card) {
    Objects.requireNonNull(card, "card");
    if (tensors.length != card.inputs().size()) {
      throw new InputException(
          card.name(),
          "expected "
              + card.inputs().size()
              + " inputs "
              + card.inputs()
              + ", got "
              + tensors.length);
    }
    for (int i = 0; i < tensors.length; i++) {
      TensorSpec spec = card.inputs().get(i);
      if (!spec.matches(tensors[i], time, batch)) {
        throw new InputException(
            card.name(),
            "expected "
                + spec
                + " with time "
                + time
                + " and batch "
                + batch
                + ", got "
                + tensors[i]);
      }
      int bad = tensors[i].firstNonFinite();
      if (bad >= 0) {
        throw new InputException(
            card.name(),
            "expected finite values in input "
                + spec.name()
                + ", got "
                + tensors[i].get(bad)
                + " at element "
                + bad);
      }
    }
  }
}
