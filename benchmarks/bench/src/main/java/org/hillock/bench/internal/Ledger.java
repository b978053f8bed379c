package org.hillock.bench.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.hillock.api.tensor.Tensor;

/**
 * What one caller knows of the calls of its session: each that it began, with a checksum of the
 * payload that each row must give, and each that returned. Each entry is written at once, so that
 * all that returned is there after a kill. One thread.
 */
final class Ledger implements AutoCloseable {
  /** What an entry says. */
  enum Kind {
    /** A call begins, with the checksums of its payload. */
    BEGAN,
    RETURNED,
    /** The session goes on from a call, with the checksums of the state that it has there. */
    RESUMED,
    /** The session was closed by its caller after this many calls. */
    CLOSED;

    boolean hasChecksums() {
      return this == BEGAN || this == RESUMED;
    }
  }

  /** Bytes of an entry before its checksums: kind, epoch, call, time. */
  static final int ENTRY = 1 + Integer.BYTES + Long.BYTES + Long.BYTES;

  private final FileChannel file;
  private final int rows;
  private final ByteBuffer entry;

  private Ledger(FileChannel file, int rows) {
    this.file = file;
    this.rows = rows;
    this.entry = ByteBuffer.allocate(ENTRY + rows * Integer.BYTES);
  }

  /** Starts the ledger of a session. */
  static Ledger create(Path path, UUID session, String site, int rows, boolean durable)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(site);
    out.writeLong(session.getMostSignificantBits());
    out.writeLong(session.getLeastSignificantBits());
    out.writeInt(rows);
    out.writeBoolean(durable);
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    file.write(ByteBuffer.wrap(bytes.toByteArray()));
    return new Ledger(file, rows);
  }

  /** Goes on with a ledger; half an entry at its end, from a kill, is cut off. */
  static Ledger append(Path path, LedgerPage page) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
    file.truncate(page.bytes()).position(page.bytes());
    return new Ledger(file, page.rows());
  }

  /** Notes that a call begins, whose payload in each row will be that row of {@code values}. */
  void began(int epoch, long call, float[] values) throws IOException {
    write(Kind.BEGAN, epoch, call, values);
  }

  void returned(int epoch, long call) throws IOException {
    write(Kind.RETURNED, epoch, call, null);
  }

  /** Notes that the next call is {@code call}, from a state with these values. */
  void resumed(int epoch, long call, float[] values) throws IOException {
    write(Kind.RESUMED, epoch, call, values);
  }

  void closed(int epoch, long calls) throws IOException {
    write(Kind.CLOSED, epoch, calls, null);
  }

  private void write(Kind kind, int epoch, long call, float[] values) throws IOException {
    entry.clear();
    entry.put((byte) kind.ordinal()).putInt(epoch).putLong(call);
    entry.putLong(System.currentTimeMillis());
    if (values != null) {
      int units = values.length / rows;
      for (int row = 0; row < rows; row++) {
        entry.putInt(checksum(values, row * units, units));
      }
    }
    entry.flip();
    while (entry.hasRemaining()) {
      file.write(entry);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  static int checksum(Tensor values) {
    return checksum(values.copy().floats(), 0, (int) values.size());
  }

  /** FNV-1a over the bits, 32 of them at a time. */
  static int checksum(float[] values, int from, int count) {
    int hash = 0x811C9DC5;
    for (int i = from; i < from + count; i++) {
      hash = (hash ^ Float.floatToRawIntBits(values[i])) * 0x01000193;
    }
    return hash;
  }
}
