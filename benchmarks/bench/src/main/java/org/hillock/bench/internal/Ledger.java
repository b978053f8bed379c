package org.hillock.bench.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hillock.api.tensor.Tensor;

/**
 * What one caller knows to have returned: for each call of its session, and each row, a checksum of
 * the payload of one site. One thread.
 */
final class Ledger implements AutoCloseable {
  private final DataOutputStream out;
  private final int rows;

  /** A ledger as it was read: {@code checksums.get(call)[row]}. */
  record Page(UUID session, String site, int rows, List<int[]> checksums) {}

  Ledger(Path file, UUID session, String site, int rows) throws IOException {
    this.rows = rows;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    out.writeUTF(site);
    out.writeLong(session.getMostSignificantBits());
    out.writeLong(session.getLeastSignificantBits());
    out.writeInt(rows);
  }

  /** Notes the next call, whose payload in each row is that row of {@code values}. */
  void returned(float[] values) throws IOException {
    int units = values.length / rows;
    for (int row = 0; row < rows; row++) {
      out.writeInt(checksum(values, row * units, units));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  static Page read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      String site = in.readUTF();
      UUID session = new UUID(in.readLong(), in.readLong());
      int rows = in.readInt();
      int header = 2 + site.length() + 2 * Long.BYTES + Integer.BYTES;
      long calls = (Files.size(file) - header) / Integer.BYTES / rows;
      List<int[]> checksums = new ArrayList<>();
      for (long call = 0; call < calls; call++) {
        int[] line = new int[rows];
        for (int row = 0; row < rows; row++) {
          line[row] = in.readInt();
        }
        checksums.add(line);
      }
      return new Page(session, site, rows, checksums);
    }
  }

  static int checksum(Tensor values) {
    return checksum(values.copy().floats(), 0, (int) values.size());
  }

  /** FNV-1a over the bits, 32 of them at a time. */
  private static int checksum(float[] values, int from, int count) {
    int hash = 0x811C9DC5;
    for (int i = from; i < from + count; i++) {
      hash = (hash ^ Float.floatToRawIntBits(values[i])) * 0x01000193;
    }
    return hash;
  }
}
