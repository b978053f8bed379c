package org.hillock.bench.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A ledger as it was read.
 *
 * @param session whose calls these are
 * @param site whose payload it has
 * @param rows of each call
 * @param durable whether the session goes on after the death of its platform
 * @param entries in the order in which they were written
 * @param bytes of the file up to its last whole entry
 */
record LedgerPage(
    UUID session, String site, int rows, boolean durable, List<Entry> entries, long bytes) {

  /**
   * One entry.
   *
   * @param millis since 1970
   * @param checksums by row, or null
   */
  record Entry(Ledger.Kind kind, int epoch, long call, long millis, int[] checksums) {}

  /** Whether its caller closed the session. */
  boolean closed() {
    return !entries.isEmpty() && entries.get(entries.size() - 1).kind() == Ledger.Kind.CLOSED;
  }

  static LedgerPage read(Path file) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file));
    long size = bytes.available();
    DataInputStream in = new DataInputStream(bytes);
    String site = in.readUTF();
    UUID session = new UUID(in.readLong(), in.readLong());
    int rows = in.readInt();
    boolean durable = in.readBoolean();
    List<Entry> entries = new ArrayList<>();
    long whole = size - bytes.available();
    while (bytes.available() >= Ledger.ENTRY) {
      Ledger.Kind kind = Ledger.Kind.values()[in.readByte()];
      int epoch = in.readInt();
      long call = in.readLong();
      long millis = in.readLong();
      int[] checksums = null;
      if (kind.hasChecksums()) {
        if (bytes.available() < rows * Integer.BYTES) {
          break;
        }
        checksums = new int[rows];
        for (int row = 0; row < rows; row++) {
          checksums[row] = in.readInt();
        }
      }
      entries.add(new Entry(kind, epoch, call, millis, checksums));
      whole = size - bytes.available();
    }
    return new LedgerPage(session, site, rows, durable, entries, whole);
  }
}
