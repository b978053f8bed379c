package org.hillock.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * Reads the IDX format: two zero bytes, an element type, the number of axes, the length of each as
 * a big-endian 32-bit integer, then the elements in row-major order.
 *
 * <p>Unsigned bytes become U8; signed bytes, shorts and ints I32; floats F32; doubles F64. Files
 * may be compressed with gzip, which their first bytes tell.
 */
public final class Idx {
  private static final int GZIP = 0x1f8b;
  private static final int UNSIGNED = 0x08;
  private static final int SIGNED = 0x09;
  private static final int SHORT = 0x0b;
  private static final int INT = 0x0c;
  private static final int FLOAT = 0x0d;
  private static final int DOUBLE = 0x0e;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private Idx() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or is not a whole IDX file; the message says which
   */
  public static Tensor read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param where names the source in errors
   */
  public static Tensor read(InputStream in, String where) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    int first = buffered.read() << 8 | buffered.read();
    buffered.reset();
    try {
      InputStream plain = first == GZIP ? new GZIPInputStream(buffered, 1 << 16) : buffered;
      return parse(new DataInputStream(new BufferedInputStream(plain, 1 << 16)), where);
    } catch (EOFException e) {
      throw new IOException("expected a whole IDX file, got a truncated one: " + where);
    } catch (ZipException e) {
      throw new IOException(
          "expected a whole IDX file in gzip, got a damaged one ("
              + e.getMessage()
              + "): "
              + where);
    }
  }

  private static Tensor parse(DataInputStream in, String where) throws IOException {
    int magic = in.readInt();
    int type = magic >> 8 & 0xff;
    int axes = magic & 0xff;
    if (magic >>> 16 != 0 || axes == 0) {
      throw new IOException(
          String.format("expected the first bytes of an IDX file, got %08x: %s", magic, where));
    }
    int[] shape = new int[axes];
    for (int a = 0; a < axes; a++) {
      shape[a] = in.readInt();
    }
    DType dtype = dtype(type, where);
    long size = width(type);
    for (int length : shape) {
      size =
          length < 0 || size < 0 ? -1 : length == 0 ? 0 : size > MOST / length ? -1 : size * length;
    }
    if (size < 0) {
      throw new IOException(
          "expected at most "
              + MOST
              + " bytes of elements, got axes "
              + Arrays.toString(shape)
              + ": "
              + where);
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new IOException(
          "expected "
              + size
              + " bytes behind the header of "
              + (4 + 4 * axes)
              + ", got "
              + bytes.length
              + " (truncated): "
              + where);
    }
    if (in.read() >= 0) {
      throw new IOException(
          "expected " + size + " bytes behind the header and no more, got further bytes: " + where);
    }
    return type == UNSIGNED ? Tensor.of(bytes, shape) : decoded(bytes, type, dtype, shape);
  }

  private static DType dtype(int type, String where) throws IOException {
    return switch (type) {
      case UNSIGNED -> DType.U8;
      case SIGNED, SHORT, INT -> DType.I32;
      case FLOAT -> DType.F32;
      case DOUBLE -> DType.F64;
      default ->
          throw new IOException(
              String.format("expected an IDX element type of 08 to 0e, got %02x: %s", type, where));
    };
  }

  private static int width(int type) {
    return switch (type) {
      case SHORT -> 2;
      case INT, FLOAT -> 4;
      case DOUBLE -> 8;
      default -> 1;
    };
  }

  private static Tensor decoded(byte[] bytes, int type, DType dtype, int[] shape) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Tensor tensor = Tensor.zeros(dtype, shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(
          i,
          switch (type) {
            case SIGNED -> in.get();
            case SHORT -> in.getShort();
            case INT -> in.getInt();
            case FLOAT -> in.getFloat();
            default -> in.getDouble();
          });
    }
    return tensor;
  }

  /** Writes a U8 tensor, compressed with gzip as far as it goes. The stream is not closed. */
  public static void writeCompressed(Tensor bytes, OutputStream out) throws IOException {
    SmallestGzip gzip = new SmallestGzip(out);
    DataOutputStream data = new DataOutputStream(gzip);
    data.writeInt(UNSIGNED << 8 | bytes.rank());
    for (int axis = 0; axis < bytes.rank(); axis++) {
      data.writeInt(bytes.dim(axis));
    }
    data.write(bytes.bytes());
    data.flush();
    gzip.finish();
  }

  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
