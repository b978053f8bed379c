package org.hillock.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.hillock.api.tensor.Tensor;

/** Reads tensors from little-endian bytes, one after the other. */
final class TensorInput {
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final String where;
  private final byte[] bytes = new byte[CHUNK];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

  TensorInput(InputStream in, String where) {
    this.in = in;
    this.where = where;
  }

  Tensor read(Header.Entry entry) throws IOException {
    Tensor tensor = Tensor.zeros(entry.type().dtype(), entry.shape());
    int width = entry.type().bytes();
    int size = tensor.size();
    for (int from = 0; from < size; ) {
      int n = Math.min(CHUNK / width, size - from);
      if (in.readNBytes(bytes, 0, n * width) < n * width) {
        throw new StoreException(
            "expected the data of tensor "
                + entry.name()
                + ", got the end (truncated) of "
                + where);
      }
      buffer.clear();
      switch (entry.type()) {
        case F32 -> buffer.asFloatBuffer().get(tensor.floats(), from, n);
        case F64 -> buffer.asDoubleBuffer().get(tensor.doubles(), from, n);
        case I32 -> buffer.asIntBuffer().get(tensor.ints(), from, n);
        case I64 -> buffer.asLongBuffer().get(tensor.longs(), from, n);
        default -> buffer.get(tensor.bytes(), from, n);
      }
      from += n;
    }
    return tensor;
  }
}
