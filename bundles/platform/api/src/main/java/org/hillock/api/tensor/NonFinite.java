package org.hillock.api.tensor;

/**
 * Finds values that are not finite. Each call checks its inputs, so this runs over every element:
 * it looks at a block without a branch, and at single elements only where the block has one.
 */
final class NonFinite {
  private static final int BLOCK = 512;
  private static final int FLOAT_MAGNITUDE = 0x7fffffff;
  private static final long DOUBLE_MAGNITUDE = 0x7fffffffffffffffL;

  /** Added to the magnitude's bits, it reaches the sign bit exactly when the exponent is full. */
  private static final int FLOAT_CARRY = 0x00800000;

  private static final long DOUBLE_CARRY = 0x0010000000000000L;

  private NonFinite() {}

  static int first(float[] values) {
    for (int from = 0; from < values.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, values.length);
      int seen = 0;
      for (int i = from; i < to; i++) {
        seen |= (Float.floatToRawIntBits(values[i]) & FLOAT_MAGNITUDE) + FLOAT_CARRY;
      }
      for (int i = from; seen < 0 && i < to; i++) {
        if (!Float.isFinite(values[i])) {
          return i;
        }
      }
    }
    return -1;
  }

  static int first(double[] values) {
    for (int from = 0; from < values.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, values.length);
      long seen = 0;
      for (int i = from; i < to; i++) {
        seen |= (Double.doubleToRawLongBits(values[i]) & DOUBLE_MAGNITUDE) + DOUBLE_CARRY;
      }
      for (int i = from; seen < 0 && i < to; i++) {
        if (!Double.isFinite(values[i])) {
          return i;
        }
      }
    }
    return -1;
  }
}
