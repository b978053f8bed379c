package org.hillock.contract;

import java.util.Arrays;
import java.util.List;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Example;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Model;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.Tensor;

/** Calls made from the card's example: the whole of it, parts of its time, copies of its rows. */
final class Trial {
  private final Model model;
  private final Example example;

  Trial(Model model) {
    this.model = model;
    this.example = model.card().example();
  }

  int time() {
    return example.time();
  }

  int batch() {
    return example.batch();
  }

  /** Outputs of one call on a fresh state. */
  Outputs run(Inputs inputs, Hooks hooks) {
    return run(inputs, model.initialState(inputs.batch()), hooks);
  }

  Outputs run(Inputs inputs, State state, Hooks hooks) {
    Outputs outputs = Outputs.allocate(model.card(), inputs.time(), inputs.batch());
    model.apply(inputs, state, outputs, hooks);
    return outputs;
  }

  /** Whether every input has time first and batch second, so that it can be cut and repeated. */
  boolean isSequence() {
    return model.card().inputs().stream()
        .allMatch(
            spec ->
                spec.axis(Axis.TIME) == 0
                    && spec.axis(Axis.BATCH) == 1
                    && spec.axes().get(0).size() == Axis.ANY
                    && spec.axes().get(1).size() == Axis.ANY);
  }

  /** Steps {@code from} to {@code to - 1} of the example, marked as parts of one sample. */
  Inputs part(int from, int to) {
    Tensor[] parts =
        map(i -> block(example.inputs().get(i), from, to, 0, batch(), to - from, batch(), 0));
    int marks = (from == 0 ? Inputs.FIRST : 0) | (to == time() ? Inputs.LAST : 0);
    return Inputs.of(to - from, batch(), parts).markAll(marks);
  }

  /** The example's first row alone. */
  Inputs firstRow() {
    return Inputs.of(
            time(), 1, map(i -> block(example.inputs().get(i), 0, time(), 0, 1, time(), 1, 0)))
        .markAll(Inputs.FIRST | Inputs.LAST);
  }

  /** The example's first row beside a row of other values. */
  Inputs firstRowWithMate() {
    return Inputs.of(
            time(), 2, map(i -> block(example.inputs().get(i), 0, time(), 0, 1, time(), 2, 0.75)))
        .markAll(Inputs.FIRST | Inputs.LAST);
  }

  /** The example's first row followed by {@code steps} of padding with other values. */
  Inputs firstRowPadded(int steps) {
    int padded = time() + steps;
    return Inputs.of(
            padded, 1, map(i -> block(example.inputs().get(i), 0, time(), 0, 1, padded, 1, 0.75)))
        .markAll(Inputs.FIRST | Inputs.LAST)
        .length(0, time());
  }

  /** One row of outputs whose shape does not depend on time; null where it does. */
  static double[] row(TensorSpec spec, Tensor output, int row) {
    if (spec.axis(Axis.BATCH) != 0) {
      return null;
    }
    int length = output.size() / output.dim(0);
    double[] values = new double[length];
    Arrays.setAll(values, i -> output.get(row * length + i));
    return values;
  }

  private interface Make {
    Tensor tensor(int index);
  }

  private Tensor[] map(Make make) {
    List<TensorSpec> specs = model.card().inputs();
    Tensor[] tensors = new Tensor[specs.size()];
    Arrays.setAll(tensors, make::tensor);
    return tensors;
  }

  private static Tensor block(
      Tensor source, int t0, int t1, int b0, int b1, int time, int batch, double filler) {
    int[] shape = source.shape();
    int rows = shape[1];
    int inner = source.size() / (shape[0] * rows);
    shape[0] = time;
    shape[1] = batch;
    Tensor target = Tensor.zeros(source.dtype(), shape);
    for (int t = 0; t < time; t++) {
      for (int b = 0; b < batch; b++) {
        for (int i = 0; i < inner; i++) {
          boolean inside = t < t1 - t0 && b < b1 - b0;
          double value = inside ? source.get(((t0 + t) * rows + b0 + b) * inner + i) : filler;
          target.set((t * batch + b) * inner + i, value);
        }
      }
    }
    return target;
  }
}
