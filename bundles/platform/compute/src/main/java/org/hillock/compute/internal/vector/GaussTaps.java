package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Gaussian taps of one vector of synapses. */
final class GaussTaps {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private GaussTaps() {}

  /** Adds the taps to the kernel. */
  static void build(
      float[] position,
      float[] sigma,
      float[] weight,
      int at,
      float middle,
      int taps,
      float[] kernel,
      int to,
      int step) {
    FloatVector m = FloatVector.fromArray(S, position, at).add(middle);
    FloatVector s = FloatVector.fromArray(S, sigma, at).abs().add(0.27f);
    FloatVector half = FloatVector.broadcast(S, -0.5f).div(s.mul(s));
    FloatVector z = FloatVector.broadcast(S, 1e-7f);
    for (int k = 0; k < taps; k++) {
      FloatVector d = m.sub((float) k);
      z = z.add(Exponential.of(d.mul(d).mul(half)));
    }
    FloatVector scale = FloatVector.fromArray(S, weight, at).div(z);
    for (int k = 0; k < taps; k++) {
      FloatVector d = m.sub((float) k);
      FloatVector sum = FloatVector.fromArray(S, kernel, to + k * step);
      Exponential.of(d.mul(d).mul(half)).mul(scale).add(sum).intoArray(kernel, to + k * step);
    }
  }

  static void gradients(
      float[] position,
      float[] sigma,
      float[] weight,
      int at,
      float middle,
      int taps,
      float[] g,
      int from,
      int step,
      float[] gWeight,
      float[] gPosition,
      float[] gSigma) {
    FloatVector m = FloatVector.fromArray(S, position, at).add(middle);
    FloatVector width = FloatVector.fromArray(S, sigma, at);
    FloatVector s = width.abs().add(0.27f);
    FloatVector half = FloatVector.broadcast(S, -0.5f).div(s.mul(s));
    FloatVector z = FloatVector.broadcast(S, 1e-7f);
    FloatVector first = FloatVector.zero(S);
    FloatVector second = FloatVector.zero(S);
    FloatVector ge = FloatVector.zero(S);
    FloatVector geFirst = FloatVector.zero(S);
    FloatVector geSecond = FloatVector.zero(S);
    for (int k = 0; k < taps; k++) {
      FloatVector d = FloatVector.broadcast(S, k).sub(m);
      FloatVector e = Exponential.of(d.mul(d).mul(half));
      FloatVector ed = e.mul(d);
      FloatVector edd = ed.mul(d);
      FloatVector gk = FloatVector.fromArray(S, g, from + k * step);
      z = z.add(e);
      first = first.add(ed);
      second = second.add(edd);
      ge = gk.fma(e, ge);
      geFirst = gk.fma(ed, geFirst);
      geSecond = gk.fma(edd, geSecond);
    }
    FloatVector w = FloatVector.fromArray(S, weight, at);
    FloatVector mean = ge.div(z);
    mean.intoArray(gWeight, at);
    FloatVector factor = w.div(z).div(s.mul(s));
    geFirst.sub(mean.mul(first)).mul(factor).intoArray(gPosition, at);
    if (gSigma != null) {
      FloatVector zero = FloatVector.zero(S);
      FloatVector sign =
          zero.blend(1f, width.compare(VectorOperators.GT, 0f))
              .blend(-1f, width.compare(VectorOperators.LT, 0f));
      geSecond.sub(mean.mul(second)).mul(factor).mul(sign).div(s).intoArray(gSigma, at);
    }
  }
}
