package org.hillock.broker.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Whether the broker's disk has room. It has none from when less than the reserve is free until a
 * quarter more than the reserve is, so that it does not flutter.
 */
final class DiskReserve {
  private static final System.Logger LOG = System.getLogger("org.hillock.broker");
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Path folder;
  private final LongSupplier space;
  private volatile long reserve;
  private volatile String shortage = "";

  /**
   * @param folder named in what is said
   * @param reserve bytes, 0 for none
   * @param space asked for the bytes that are free there
   */
  DiskReserve(Path folder, long reserve, LongSupplier space) {
    this.folder = folder;
    this.reserve = reserve;
    this.space = space;
  }

  static DiskReserve of(Path folder, long reserve) {
    return new DiskReserve(folder, reserve, () -> usable(folder));
  }

  /** Another reserve from the next look on. */
  void reserve(long bytes) {
    reserve = bytes;
  }

  /** Empty, or one line: the folder, what is free and what is needed. */
  String shortage() {
    return shortage;
  }

  /** Measures; returns whether what {@link #shortage} says has changed. */
  boolean look() {
    long free = space.getAsLong();
    String before = shortage;
    long needed = before.isEmpty() ? reserve : reserve + reserve / 4;
    if (free >= needed) {
      shortage = "";
    } else {
      shortage =
          folder
              + ": expected "
              + megabytes(reserve + reserve / 4)
              + " free on the broker's disk to go on (a quarter more than reserve of"
              + " org.hillock.broker), got "
              + megabytes(free);
    }
    if (before.isEmpty() != shortage.isEmpty()) {
      LOG.log(
          shortage.isEmpty() ? Level.INFO : Level.WARNING,
          shortage.isEmpty() ? "the broker's disk has room again: " + free() : shortage);
    }
    return !before.equals(shortage);
  }

  /** What is free, for people. */
  String free() {
    long free = space.getAsLong();
    return folder + " has " + (free == UNKNOWN ? "unknown space" : megabytes(free)) + " free";
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "free space of " + folder + " is not known: " + e);
      return UNKNOWN;
    }
  }
}
