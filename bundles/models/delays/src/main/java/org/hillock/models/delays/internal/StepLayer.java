package org.hillock.models.delays.internal;

import org.hillock.api.model.Hook;
import org.hillock.api.model.State;
import org.hillock.api.tensor.Tensor;
import org.hillock.nn.BatchNorm;
import org.hillock.nn.Lif;

/**
 * One layer of a served network: what a call does to its delay line and its membranes. Immutable;
 * all that changes is in the state, whose tensors {@code 2 l} and {@code 2 l + 1} are the layer's.
 */
final class StepLayer {
  private final int index;
  private final boolean readout;
  private final PureDelays delays;
  private final Lif lif;
  private final float[] scale;
  private final float[] shift;
  private final int units;
  private final int tail;

  StepLayer(NetworkParameters rounded, int index) {
    this.index = index;
    DelaySettings settings = rounded.settings();
    LayerParameters layer = rounded.layers().get(index);
    readout = settings.isReadout(index);
    delays = new PureDelays(layer);
    lif = settings.lif(index);
    units = layer.shape().outputs();
    tail = layer.shape().taps() - 1;
    if (layer.normalised()) {
      BatchNorm norm = new BatchNorm(units, settings.epsilon(), settings.momentum());
      scale = norm.scale(layer.gamma(), layer.variance());
      shift = norm.shift(layer.beta(), scale, layer.mean());
    } else {
      scale = null;
      shift = null;
    }
  }

  int units() {
    return units;
  }

  /**
   * Moves the inputs of a call through the delay lines and the neurons.
   *
   * @param x inputs {@code [step][row][channel]}
   * @param before steps of each row in x
   * @param after steps of each row to compute, not fewer than before
   * @param most the largest of after
   * @param state owned by the caller
   * @param y receives {@code [step][row][unit]}: spikes, or the read-out's membranes
   * @param membrane shown the membranes of each step, or null
   */
  void run(float[] x, int[] before, int[] after, int most, State state, float[] y, Hook membrane) {
    int batch = state.batch();
    int length = (most + tail) * units;
    float[] lines = state.scratch(index, batch * length);
    float[] pending = state.tensor(2 * index).floats();
    for (int row = 0; row < batch; row++) {
      fill(x, before[row], row, batch, pending, lines, row * length, length);
    }
    float[] v = state.tensor(2 * index + 1).floats();
    if (membrane == null) {
      for (int row = 0; row < batch; row++) {
        for (int t = 0; t < after[row]; t++) {
          step(lines, row * length + t * units, v, row * units, y, (t * batch + row) * units);
        }
      }
    } else {
      shown(lines, length, after, most, state, y, membrane);
    }
    for (int row = 0; row < batch; row++) {
      System.arraycopy(
          lines, row * length + after[row] * units, pending, row * tail * units, tail * units);
    }
  }

  private void fill(
      float[] x, int steps, int row, int batch, float[] pending, float[] lines, int at, int n) {
    System.arraycopy(pending, row * tail * units, lines, at, tail * units);
    java.util.Arrays.fill(lines, at + tail * units, at + n, 0);
    int inputs = delays.shape().inputs();
    for (int t = 0; t < steps; t++) {
      delays.scatter(x, (t * batch + row) * inputs, lines, at + t * units);
    }
  }

  private void shown(
      float[] lines, int length, int[] after, int most, State state, float[] y, Hook membrane) {
    int batch = state.batch();
    Tensor all = state.tensor(2 * index + 1);
    Tensor view = all.reshape(1, batch, units);
    float[] v = all.floats();
    int[] valid = new int[batch];
    for (int t = 0; t < most; t++) {
      for (int row = 0; row < batch; row++) {
        valid[row] = t < after[row] ? 1 : 0;
        if (valid[row] == 1) {
          step(lines, row * length + t * units, v, row * units, y, (t * batch + row) * units);
        }
      }
      membrane.emit(state.step() + t, view, valid);
      if (readout) {
        System.arraycopy(v, 0, y, t * batch * units, batch * units);
      }
    }
  }

  private void step(float[] current, int from, float[] v, int at, float[] y, int to) {
    for (int o = 0; o < units; o++) {
      float input = current[from + o];
      if (scale != null) {
        input = scale[o] * input + shift[o];
      }
      float h = lif.integrate(v[at + o], input);
      boolean fired = lif.fires(h);
      v[at + o] = fired ? lif.reset() : h;
      y[to + o] = readout ? v[at + o] : fired ? 1f : 0f;
    }
  }
}
