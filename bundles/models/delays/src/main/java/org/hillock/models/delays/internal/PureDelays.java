package org.hillock.models.delays.internal;

/**
 * One layer with whole delays: every synapse is a weight and a number of steps, so a spike is added
 * to the delay line once for each synapse that it has.
 *
 * <p>A delay line is flat {@code [steps + taps - 1][outputs]}; an input at step t reaches output o
 * at step {@code t + delay}. Immutable.
 */
final class PureDelays {
  private final DelayShape shape;
  private final int[][] offsets;
  private final float[][] weights;

  /**
   * A layer.
   *
   * @param rounded parameters with whole positions
   */
  PureDelays(LayerParameters rounded) {
    shape = rounded.shape();
    int per = shape.inputsPerGroup();
    int fan = shape.outputsPerGroup() * shape.count();
    offsets = new int[shape.inputs()][fan];
    weights = new float[shape.inputs()][fan];
    double[] tap = new double[shape.taps()];
    for (int o = 0; o < shape.outputs(); o++) {
      int group = o / shape.outputsPerGroup();
      for (int s = 0; s < per * shape.count(); s++) {
        int n = o * per * shape.count() + s;
        int k = (int) rounded.position()[n] + shape.centre();
        KernelForm.MAX.values(k, 0, tap);
        int input = group * per + s / shape.count();
        int at = o % shape.outputsPerGroup() * shape.count() + s % shape.count();
        offsets[input][at] = (shape.taps() - 1 - k) * shape.outputs() + o;
        weights[input][at] = (float) (rounded.weight()[n] * tap[k]);
      }
    }
  }

  DelayShape shape() {
    return shape;
  }

  /**
   * Adds the inputs of one step to a delay line.
   *
   * @param x inputs of the step, from index {@code from}
   * @param line the delay line
   * @param at index of the step in the line
   */
  void scatter(float[] x, int from, float[] line, int at) {
    for (int i = 0; i < offsets.length; i++) {
      float value = x[from + i];
      if (value != 0) {
        scatter(offsets[i], weights[i], value, line, at);
      }
    }
  }

  private static void scatter(int[] offset, float[] weight, float value, float[] line, int at) {
    for (int s = 0; s < offset.length; s++) {
      line[at + offset[s]] += weight[s] * value;
    }
  }
}
