package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function from correctly rounded operations alone, within 2 units in the last
 * place: powers of two by the exponent, the rest by a polynomial of degree 6.
 *
 * <p>The one of the Vector API gives other bits when interpreted than when compiled, so the same
 * training run would not be the same.
 */
final class Exponential {
  private static final float LOG2E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  /** Adding it rounds to a whole number, which is then in the low bits. */
  private static final float ROUND = 12582912f;

  private Exponential() {}

  /** {@code e^x}; below -87 the value at -87 (1e-38), above 88 that at 88. */
  static FloatVector of(FloatVector x) {
    FloatVector bounded = x.max(-87f).min(88f);
    FloatVector shifted = bounded.fma(broadcast(LOG2E), broadcast(ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(broadcast(-LN2_HIGH), bounded);
    r = n.fma(broadcast(-LN2_LOW), r);
    FloatVector p = broadcast(1.9875691e-4f);
    p = p.fma(r, broadcast(1.3981999e-3f));
    p = p.fma(r, broadcast(8.3334519e-3f));
    p = p.fma(r, broadcast(4.1665796e-2f));
    p = p.fma(r, broadcast(1.6666665e-1f));
    p = p.fma(r, broadcast(0.5f));
    p = p.fma(r.mul(r), r).add(1f);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, value);
  }
}
