package org.hillock.api.model;

import java.util.Arrays;
import org.hillock.api.tensor.Tensor;

/**
 * All that {@code apply} changes, as a value with a single owner.
 *
 * <p>{@link Model#apply} takes the state it is given ({@link #take}), updates the tensors in place
 * and returns the new handle; the old handle throws when it is used again. {@link #snapshot} is the
 * only copy. A state holds nothing but tensors, so it outlives the class loader of the version that
 * made it. Not thread-safe: one call at a time.
 */
public final class State {
  private final StateLayout layout;
  private final int batch;
  private final Tensor[] tensors;
  private final Scratch scratch;
  private long step;
  private boolean consumed;

  private State(StateLayout layout, int batch, Tensor[] tensors, Scratch scratch, long step) {
    this.layout = layout;
    this.batch = batch;
    this.tensors = tensors;
    this.scratch = scratch;
    this.step = step;
  }

  /** A state of zeros for {@code batch} rows, at step 0. */
  public static State zeros(StateLayout layout, int batch) {
    Tensor[] tensors =
        layout.tensors().stream().map(t -> t.allocate(0, batch)).toArray(Tensor[]::new);
    return new State(layout, batch, tensors, new Scratch(), 0);
  }

  /** A state from tensors in the layout's order, which are shared; for migrations and restores. */
  public static State of(StateLayout layout, int batch, long step, Tensor... tensors) {
    if (tensors.length != layout.tensors().size()) {
      throw new IllegalArgumentException(
          "expected "
              + layout.tensors().size()
              + " tensors for "
              + layout
              + ", got "
              + tensors.length);
    }
    for (int i = 0; i < tensors.length; i++) {
      TensorSpec spec = layout.tensors().get(i);
      if (!spec.matches(tensors[i]) || tensors[i].dim(0) != batch) {
        throw new IllegalArgumentException(
            "expected " + spec + " with batch " + batch + ", got " + tensors[i]);
      }
    }
    return new State(layout, batch, tensors.clone(), new Scratch(), step);
  }

  public StateLayout layout() {
    return layout;
  }

  /** Number of rows. */
  public int batch() {
    return batch;
  }

  /** Steps seen since this state began, over resets; the number of the next step. */
  public long step() {
    return step;
  }

  /** Tensor {@code index} of the layout, writable by the owner. */
  public Tensor tensor(int index) {
    requireOwned();
    return tensors[index];
  }

  /** Moves the state to a new handle; this one is consumed. */
  public State take() {
    requireOwned();
    consumed = true;
    return new State(layout, batch, tensors, scratch, step);
  }

  /** A deep copy, without scratch. */
  public State snapshot() {
    requireOwned();
    Tensor[] copies = Arrays.stream(tensors).map(Tensor::copy).toArray(Tensor[]::new);
    return new State(layout, batch, copies, new Scratch(), step);
  }

  /** Counts {@code steps} more steps; a model calls it once in each apply. */
  public void advance(long steps) {
    requireOwned();
    step = Math.addExact(step, steps);
  }

  /** Sets one row of every tensor to zero; the step goes on. */
  public void clear(int row) {
    requireOwned();
    for (Tensor tensor : tensors) {
      int length = tensor.size() / batch;
      tensor.clear(row * length, (row + 1) * length);
    }
  }

  /**
   * Working memory that the model may reuse from call to call: not part of the value, not copied,
   * contents undefined.
   *
   * @param slot a small number that the model chose
   * @param length at least this many elements
   */
  public float[] scratch(int slot, int length) {
    requireOwned();
    return scratch.floats(slot, length);
  }

  /** As {@link #scratch}, for {@code int[]}; its slots are counted apart. */
  public int[] scratchInts(int slot, int length) {
    requireOwned();
    return scratch.ints(slot, length);
  }

  /** True when layout, rows, step and every bit of every tensor agree. */
  public boolean contentEquals(State other) {
    if (!layout.equals(other.layout) || batch != other.batch || step != other.step) {
      return false;
    }
    for (int i = 0; i < tensors.length; i++) {
      if (!tensors[i].contentEquals(other.tensors[i])) {
        return false;
      }
    }
    return true;
  }

  private void requireOwned() {
    if (consumed) {
      throw new IllegalStateException(
          "expected the newest handle of this state, got one that apply has consumed");
    }
  }

  private static final class Scratch {
    private float[][] floats = {};
    private int[][] ints = {};

    float[] floats(int slot, int length) {
      if (slot >= floats.length) {
        floats = Arrays.copyOf(floats, slot + 1);
      }
      if (floats[slot] == null || floats[slot].length < length) {
        floats[slot] = new float[length];
      }
      return floats[slot];
    }

    int[] ints(int slot, int length) {
      if (slot >= ints.length) {
        ints = Arrays.copyOf(ints, slot + 1);
      }
      if (ints[slot] == null || ints[slot].length < length) {
        ints[slot] = new int[length];
      }
      return ints[slot];
    }
  }
}
