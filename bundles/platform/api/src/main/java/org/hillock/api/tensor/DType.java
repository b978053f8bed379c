package org.hillock.api.tensor;

/**
 * Element types of a {@link Tensor}. Kernels are promised for F32 and F64; the others are stored
 * and carried.
 */
public enum DType {
  /** 32-bit IEEE 754, stored in {@code float[]}. */
  F32(32),
  /** 64-bit IEEE 754, stored in {@code double[]}. */
  F64(64),
  /** 32-bit signed integers, stored in {@code int[]}. */
  I32(32),
  /** 64-bit signed integers, stored in {@code long[]}. */
  I64(64),
  /** Unsigned bytes 0 to 255, stored in {@code byte[]}. */
  U8(8),
  /**
   * One bit an element, stored in {@code long[]}: element i is bit {@code i % 64} of word {@code i
   * / 64}.
   */
  BITS(1);

  private final int bits;

  DType(int bits) {
    this.bits = bits;
  }

  /** Bytes that {@code size} elements take, rounded up to a whole byte. */
  public long bytes(long size) {
    return (size * bits + 7) / 8;
  }
}
