package org.hillock.compute;

/**
 * The pointwise part of a long short-term memory (Hochreiter and Schmidhuber, 1997; with forget
 * gate Gers et al., 2000): {@code c' = f c + i g, h' = o tanh(c')} with i, f, o logistic and g tanh
 * of the gate inputs, which are one row {@code [i | f | g | o]} a sample.
 */
public final class LstmCell {
  private LstmCell() {}

  /**
   * One step.
   *
   * @param batch number of samples
   * @param n units
   * @param gates gate inputs {@code [batch][4 n]}, replaced by the gates
   * @param before cells before the step, {@code [batch][n]}
   * @param after receives the cells after it; may be before
   * @param h receives the outputs
   */
  public static void forward(
      int batch, int n, float[] gates, float[] before, float[] after, float[] h) {
    for (int b = 0; b < batch; b++) {
      int at = b * 4 * n;
      for (int j = 0; j < n; j++) {
        float i = logistic(gates[at + j]);
        float f = logistic(gates[at + n + j]);
        float g = (float) Math.tanh(gates[at + 2 * n + j]);
        float o = logistic(gates[at + 3 * n + j]);
        float c = f * before[b * n + j] + i * g;
        gates[at + j] = i;
        gates[at + n + j] = f;
        gates[at + 2 * n + j] = g;
        gates[at + 3 * n + j] = o;
        after[b * n + j] = c;
        h[b * n + j] = (float) (o * Math.tanh(c));
      }
    }
  }

  /**
   * The reverse of one step.
   *
   * @param batch number of samples
   * @param n units
   * @param gates of the forward pass
   * @param before cells before the step
   * @param after cells after the step
   * @param gh gradients of the outputs
   * @param gc on entry the gradients of the cells after the step, on return of those before it
   * @param gGates receives the gradients of the gate inputs; may be gates
   */
  public static void backward(
      int batch,
      int n,
      float[] gates,
      float[] before,
      float[] after,
      float[] gh,
      float[] gc,
      float[] gGates) {
    for (int b = 0; b < batch; b++) {
      int at = b * 4 * n;
      for (int j = 0; j < n; j++) {
        float i = gates[at + j];
        float f = gates[at + n + j];
        float g = gates[at + 2 * n + j];
        float o = gates[at + 3 * n + j];
        float tanh = (float) Math.tanh(after[b * n + j]);
        float out = gh[b * n + j];
        float cell = gc[b * n + j] + out * o * (1 - tanh * tanh);
        gGates[at + j] = cell * g * i * (1 - i);
        gGates[at + n + j] = cell * before[b * n + j] * f * (1 - f);
        gGates[at + 2 * n + j] = cell * i * (1 - g * g);
        gGates[at + 3 * n + j] = out * tanh * o * (1 - o);
        gc[b * n + j] = cell * f;
      }
    }
  }

  private static float logistic(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
