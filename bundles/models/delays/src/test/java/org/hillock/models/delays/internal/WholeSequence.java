package org.hillock.models.delays.internal;

import org.hillock.nn.BatchNorm;
import org.hillock.nn.Lif;

/**
 * The served network over one whole sample, layer after layer, as a gather: the published padding
 * and nothing else. Its sums run in the order in which inputs arrive, so its bits are comparable.
 */
final class WholeSequence {
  final float[][][] values;

  /** Runs all layers; values[l] are the spikes of layer l, or the membranes of the read-out. */
  WholeSequence(NetworkParameters parameters, float[][] sample) {
    NetworkParameters rounded = parameters.rounded();
    DelaySettings settings = parameters.settings();
    values = new float[settings.layers()][][];
    float[][] x = sample;
    for (int l = 0; l < settings.layers(); l++) {
      LayerParameters layer = rounded.layers().get(l);
      float[][] y = currents(layer, x);
      BatchNorm norm = new BatchNorm(y[0].length, settings.epsilon(), settings.momentum());
      float[] v = new float[y[0].length];
      for (float[] row : y) {
        if (layer.normalised()) {
          float[] scale = norm.scale(layer.gamma(), layer.variance());
          norm.apply(row, scale, norm.shift(layer.beta(), scale, layer.mean()), row);
        }
        fire(settings.lif(l), row, v, settings.isReadout(l));
      }
      values[l] = y;
      x = y;
    }
  }

  private static void fire(Lif lif, float[] row, float[] v, boolean readout) {
    float[] spikes = new float[v.length];
    lif.step(row, v, new float[v.length], spikes, v.length);
    System.arraycopy(readout ? v : spikes, 0, row, 0, v.length);
  }

  private static float[][] currents(LayerParameters layer, float[][] x) {
    DelayShape shape = layer.shape();
    float[][] y = new float[x.length + (shape.taps() - 1) / 2][shape.outputs()];
    double[] tap = new double[shape.taps()];
    for (int t = 0; t < y.length; t++) {
      for (int step = Math.max(0, t - shape.taps() + 1);
          step <= Math.min(t, x.length - 1);
          step++) {
        for (int i = 0; i < shape.inputs(); i++) {
          for (int o = 0; o < shape.outputs(); o++) {
            for (int c = 0; c < shape.count(); c++) {
              int n = (o * shape.inputs() + i) * shape.count() + c;
              int k = (int) layer.position()[n] + shape.centre();
              if (step == t - (shape.taps() - 1 - k)) {
                KernelForm.MAX.values(k, 0, tap);
                y[t][o] += (float) (layer.weight()[n] * tap[k]) * x[step][i];
              }
            }
          }
        }
      }
    }
    return y;
  }
}
