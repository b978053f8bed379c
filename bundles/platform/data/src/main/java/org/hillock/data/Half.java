package org.hillock.data;

/** IEEE 754 numbers of 16 bits, which the SHD layout stores times in. */
final class Half {
  private Half() {}

  /** The nearest one, ties to even. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x38800000) {
      // Multiples of 2^-24; the float's own rounding does the ties.
      float steps = Float.intBitsToFloat(magnitude) * 0x1p24f;
      return (short) (sign | (int) StrictMath.rint(steps));
    }
    int rounded = magnitude - 0x38000000 + 0xfff + (magnitude >>> 13 & 1);
    return (short) (sign | rounded >>> 13);
  }
}
