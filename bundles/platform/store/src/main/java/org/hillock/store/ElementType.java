package org.hillock.store;

import java.util.Optional;
import org.hillock.api.tensor.DType;

/**
 * Element types of the format and what they become; those that no tensor here has are read only,
 * without loss.
 */
enum ElementType {
  F32(DType.F32, 4),
  F64(DType.F64, 8),
  I32(DType.I32, 4),
  I64(DType.I64, 8),
  U8(DType.U8, 1),
  F16(DType.F32, 2),
  BF16(DType.F32, 2),
  I8(DType.I32, 1),
  I16(DType.I32, 2),
  BOOL(DType.U8, 1);

  private final DType dtype;
  private final int bytes;

  ElementType(DType dtype, int bytes) {
    this.dtype = dtype;
    this.bytes = bytes;
  }

  DType dtype() {
    return dtype;
  }

  int bytes() {
    return bytes;
  }

  static boolean has(DType dtype) {
    return dtype != DType.BITS;
  }

  static ElementType of(DType dtype) {
    return valueOf(dtype.name());
  }

  static Optional<ElementType> named(String name) {
    for (ElementType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
