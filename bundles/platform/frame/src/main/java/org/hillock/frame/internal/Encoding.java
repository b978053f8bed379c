package org.hillock.frame.internal;

import org.hillock.api.tensor.DType;

/** How a payload holds the values; see {@code frame.fbs}. */
public enum Encoding {
  RAW,
  PACKED,
  INDEX16,
  INDEX32;

  static final int MAX_INDEX16 = 1 << 16;
  static final int MAX_INDEX32 = 1 << 20;

  /** The smallest form for {@code ones} ones among {@code size} values of 0 and 1. */
  static Encoding smallest(int size, int ones) {
    long packed = DType.BITS.bytes(size);
    if (size <= MAX_INDEX16 && 2L * ones < packed) {
      return INDEX16;
    }
    return size > MAX_INDEX16 && size <= MAX_INDEX32 && 4L * ones < packed ? INDEX32 : PACKED;
  }
}
