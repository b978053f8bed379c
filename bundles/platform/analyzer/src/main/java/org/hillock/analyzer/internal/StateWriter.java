package org.hillock.analyzer.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.tensor.Tensor;

/** Writes one value after the other, see {@link StateCodec}. For one thread. */
final class StateWriter {
  private static final int ROOM = 24;

  private ByteBuffer out = ByteBuffer.allocate(1024);

  byte[] bytes(Object value, String where) {
    out.clear();
    write(value, where, 0);
    byte[] bytes = new byte[out.position()];
    out.flip();
    out.get(bytes);
    return bytes;
  }

  static String text(Object key, String where) {
    if (key instanceof String text) {
      return text;
    }
    throw unfit("text keys", key, where);
  }

  private void write(Object value, String where, int depth) {
    if (depth > StateCodec.DEPTH) {
      throw new IllegalArgumentException(
          "expected at most " + StateCodec.DEPTH + " levels in " + where + ", got more");
    }
    room(ROOM);
    if (value instanceof Tensor tensor) {
      tensor(tensor);
    } else if (value instanceof Map<?, ?> map) {
      map(map, where, depth);
    } else if (value instanceof List<?> list) {
      out.put(StateCodec.LIST).putInt(list.size());
      for (Object element : list) {
        write(element, where, depth + 1);
      }
    } else if (value instanceof String text) {
      out.put(StateCodec.STRING);
      string(text);
    } else if (value instanceof Long n) {
      out.put(StateCodec.LONG).putLong(n);
    } else if (value instanceof Integer n) {
      out.put(StateCodec.INTEGER).putInt(n);
    } else if (value instanceof Double x) {
      out.put(StateCodec.DOUBLE).putDouble(x);
    } else if (value instanceof Boolean b) {
      out.put(b ? StateCodec.TRUE : StateCodec.FALSE);
    } else {
      throw unfit("Map, List, Tensor, String, Long, Integer, Double or Boolean", value, where);
    }
  }

  private void map(Map<?, ?> map, String where, int depth) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(text(key, where), value));
    out.put(StateCodec.MAP).putInt(sorted.size());
    sorted.forEach(
        (key, value) -> {
          string(key);
          write(value, where, depth + 1);
        });
  }

  private void tensor(Tensor given) {
    Tensor tensor = given.isReadOnly() ? given.copy() : given;
    int[] shape = tensor.shape();
    room(ROOM + 4 * shape.length);
    out.put(StateCodec.TENSOR).put((byte) tensor.dtype().name().charAt(0));
    out.put((byte) tensor.dtype().bytes(1)).put((byte) shape.length);
    for (int dim : shape) {
      out.putInt(dim);
    }
    int bytes = StateReader.bytes(tensor);
    room(bytes);
    int end = out.position() + bytes;
    switch (tensor.dtype()) {
      case F32 -> out.asFloatBuffer().put(tensor.floats());
      case F64 -> out.asDoubleBuffer().put(tensor.doubles());
      case I32 -> out.asIntBuffer().put(tensor.ints());
      case I64 -> out.asLongBuffer().put(tensor.longs());
      case U8 -> out.duplicate().put(tensor.bytes());
      default -> out.asLongBuffer().put(tensor.words());
    }
    out.position(end);
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(bytes.length + ROOM);
    out.putInt(bytes.length).put(bytes);
  }

  private void room(int bytes) {
    if (out.remaining() < bytes) {
      long size = Math.max(2L * out.capacity(), (long) out.position() + bytes);
      out = ByteBuffer.allocate((int) Math.min(size, Integer.MAX_VALUE - 8)).put(out.flip());
    }
  }

  private static IllegalArgumentException unfit(String expected, Object got, String where) {
    return new IllegalArgumentException(
        "expected "
            + expected
            + " in "
            + where
            + ", got "
            + (got == null ? "null" : got.getClass().getName()));
  }
}
