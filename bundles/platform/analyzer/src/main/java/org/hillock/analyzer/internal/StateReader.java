package org.hillock.analyzer.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Reads what {@link StateWriter} wrote; every length is checked before anything is allocated. */
final class StateReader {
  private final ByteBuffer in;

  StateReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  Object all() {
    Object value = value(0);
    if (in.hasRemaining()) {
      throw new IllegalArgumentException("expected the end of a value, got " + in.remaining());
    }
    return value;
  }

  /** Bytes that the elements take. */
  static int bytes(Tensor tensor) {
    return Math.toIntExact(bytes(tensor.dtype(), tensor.size()));
  }

  private static long bytes(DType type, long size) {
    return type == DType.BITS ? (size + 63) / 64 * 8 : type.bytes(size);
  }

  private Object value(int depth) {
    if (depth > StateCodec.DEPTH) {
      throw new IllegalArgumentException("expected at most " + StateCodec.DEPTH + " levels");
    }
    byte tag = in.get();
    return switch (tag) {
      case StateCodec.MAP -> map(depth);
      case StateCodec.LIST -> list(depth);
      case StateCodec.TENSOR -> tensor();
      case StateCodec.STRING -> string();
      case StateCodec.LONG -> in.getLong();
      case StateCodec.INTEGER -> in.getInt();
      case StateCodec.DOUBLE -> in.getDouble();
      case StateCodec.TRUE -> Boolean.TRUE;
      case StateCodec.FALSE -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("expected the kind of a value, got " + tag);
    };
  }

  private Map<String, Object> map(int depth) {
    int size = count(5);
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      String key = string();
      map.put(key, value(depth + 1));
    }
    return map;
  }

  private List<Object> list(int depth) {
    int size = count(1);
    List<Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Tensor tensor() {
    DType type = type(in.get(), in.get());
    int[] shape = new int[in.get()];
    long size = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = in.getInt();
      size = Math.multiplyExact(size, (long) shape[i]);
    }
    if (size < 0 || bytes(type, size) > in.remaining()) {
      throw new IllegalArgumentException(
          "expected " + size + " elements of " + type + ", got " + in.remaining() + " bytes");
    }
    Tensor tensor = Tensor.zeros(type, shape);
    int end = in.position() + bytes(tensor);
    switch (type) {
      case F32 -> in.asFloatBuffer().get(tensor.floats());
      case F64 -> in.asDoubleBuffer().get(tensor.doubles());
      case I32 -> in.asIntBuffer().get(tensor.ints());
      case I64 -> in.asLongBuffer().get(tensor.longs());
      case U8 -> in.duplicate().get(tensor.bytes());
      default -> in.asLongBuffer().get(tensor.words());
    }
    in.position(end);
    return tensor;
  }

  private static DType type(byte letter, byte bytes) {
    for (DType type : DType.values()) {
      if (type.name().charAt(0) == letter && type.bytes(1) == bytes) {
        return type;
      }
    }
    throw new IllegalArgumentException("expected a type of elements, got " + letter);
  }

  private String string() {
    byte[] bytes = new byte[count(1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A count of things that take at least {@code each} bytes. */
  private int count(int each) {
    int count = in.getInt();
    if (count < 0 || (long) count * each > in.remaining()) {
      throw new IllegalArgumentException(
          "expected room for " + count + " values, got " + in.remaining() + " bytes");
    }
    return count;
  }
}
