package org.hillock.models.delays.internal;

import java.util.Arrays;

/**
 * The numbers of one layer; a second object of the class holds their gradients.
 *
 * @param shape sizes
 * @param weight {@code [outputs, inputs per group, count]}
 * @param position {@code [1, outputs, inputs per group, count]}, in taps from the centre
 * @param sigma widths, as position
 * @param gamma factors of the normalisation; empty for a layer without it
 * @param beta summands
 * @param mean running means
 * @param variance running variances
 */
record LayerParameters(
    DelayShape shape,
    float[] weight,
    float[] position,
    float[] sigma,
    float[] gamma,
    float[] beta,
    float[] mean,
    float[] variance) {
  /** Zeros, with the normalisation neutral where there is one. */
  static LayerParameters neutral(DelayShape shape, boolean normalised) {
    LayerParameters zeros = zeros(shape, normalised);
    Arrays.fill(zeros.gamma, 1);
    Arrays.fill(zeros.variance, 1);
    return zeros;
  }

  /** All zeros. */
  static LayerParameters zeros(DelayShape shape, boolean normalised) {
    int n = shape.synapses();
    int c = normalised ? shape.outputs() : 0;
    return new LayerParameters(
        shape,
        new float[n],
        new float[n],
        new float[n],
        new float[c],
        new float[c],
        new float[c],
        new float[c]);
  }

  boolean normalised() {
    return gamma.length > 0;
  }

  /** Moves every position into the kernel: -taps/2 to taps/2. */
  void clamp() {
    float limit = shape.centre();
    for (int n = 0; n < position.length; n++) {
      position[n] = Math.max(-limit, Math.min(limit, position[n]));
    }
  }

  /** A copy with positions rounded half to even and clamped, and widths of zero. */
  LayerParameters rounded() {
    LayerParameters copy = copy();
    Arrays.fill(copy.sigma, 0);
    for (int n = 0; n < position.length; n++) {
      copy.position[n] = (float) Math.rint(position[n]);
    }
    copy.clamp();
    return copy;
  }

  /** A deep copy. */
  LayerParameters copy() {
    return new LayerParameters(
        shape,
        weight.clone(),
        position.clone(),
        sigma.clone(),
        gamma.clone(),
        beta.clone(),
        mean.clone(),
        variance.clone());
  }
}
