package org.hillock.stream.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Bytes of what a writer left: {@code HLW1}, then transactional id, writer, confirmed, number of
 * transactions; for each its number, whether it may be in the log, number of records; for each
 * topic, spread, key, value, both with their lengths, -1 for none; at last the CRC-32C of all
 * before. Big-endian, texts as {@link DataOutputStream#writeUTF} writes them.
 */
final class UnwrittenFormat {
  private static final int MAGIC = 0x484C5731;
  private static final int CHECKSUM_BYTES = 8;

  private UnwrittenFormat() {}

  static void write(OutputStream target, String id, Unwritten left) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(target, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeInt(MAGIC);
    out.writeUTF(id);
    out.writeUTF(left.writer());
    out.writeLong(left.confirmed());
    out.writeInt(left.transactions().size());
    for (Transaction transaction : left.transactions()) {
      out.writeLong(transaction.number());
      out.writeBoolean(transaction.doubtful() || transaction.begun());
      out.writeInt(transaction.records().size());
      for (Outgoing record : transaction.records()) {
        out.writeUTF(record.topic());
        out.writeLong(record.spread());
        write(out, record.key());
        write(out, record.value());
      }
    }
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * Reads all of it, after the checksum was compared.
   *
   * @throws IOException when something else was expected
   */
  static Unwritten read(byte[] bytes, String id) throws IOException {
    int length = bytes.length - CHECKSUM_BYTES;
    if (length < Integer.BYTES) {
      throw new IOException("expected a checksum at the end, got " + bytes.length + " bytes");
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    long stored = ByteBuffer.wrap(bytes).getLong(length);
    if (stored != checksum.getValue()) {
      throw new IOException(
          "expected checksum " + stored + " over " + length + " bytes, got " + checksum.getValue());
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      int magic = in.readInt();
      String of = in.readUTF();
      if (magic != MAGIC || !of.equals(id)) {
        throw new IOException(
            "expected records of " + id + " in the form HLW1, got those of " + of);
      }
      String writer = in.readUTF();
      long confirmed = in.readLong();
      List<Transaction> transactions = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        transactions.add(transaction(in));
      }
      return new Unwritten(writer, confirmed, transactions);
    }
  }

  private static Transaction transaction(DataInputStream in) throws IOException {
    Transaction transaction = new Transaction(in.readLong());
    if (in.readBoolean()) {
      transaction.doubt();
    }
    for (int i = in.readInt(); i > 0; i--) {
      transaction.add(new Outgoing(in.readUTF(), in.readLong(), bytes(in), bytes(in)));
    }
    return transaction;
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length > in.available()) {
      throw new IOException("expected at most " + in.available() + " bytes, got " + length);
    }
    return length < 0 ? null : in.readNBytes(length);
  }
}
