package org.hillock.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {
  private static final long MIB = 1 << 20;
  private static final Path FOLDER = Path.of("/broker/data");

  private final AtomicLong free = new AtomicLong(1000 * MIB);
  private final DiskReserve disk = new DiskReserve(FOLDER, 512 * MIB, free::get);

  @Test
  void theLineNamesTheFolderWhatIsFreeAndWhatIsNeeded() {
    assertFalse(disk.look());
    assertEquals("", disk.shortage());
    free.set(511 * MIB);
    assertTrue(disk.look());
    assertEquals(
        "/broker/data: expected 640 MiB free on the broker's disk to go on (a quarter more than"
            + " reserve of org.hillock.broker), got 511 MiB",
        disk.shortage());
    assertFalse(disk.look());
    free.set(510 * MIB);
    assertTrue(disk.look());
    assertTrue(disk.shortage().endsWith("got 510 MiB"));
    assertEquals("/broker/data has 510 MiB free", disk.free());
  }

  @Test
  void itGoesOnOnlyAboveAQuarterMore() {
    free.set(100 * MIB);
    disk.look();
    free.set(600 * MIB);
    disk.look();
    assertFalse(disk.shortage().isEmpty());
    free.set(640 * MIB);
    disk.look();
    assertEquals("", disk.shortage());
    free.set(512 * MIB);
    disk.look();
    assertEquals("", disk.shortage());
  }

  @Test
  void noReserveAndUnknownSpaceAreNoShortage(@TempDir Path folder) {
    DiskReserve none = new DiskReserve(FOLDER, 0, () -> 0);
    assertFalse(none.look());
    DiskReserve unknown = DiskReserve.of(folder.resolve("not-there"), 512 * MIB);
    assertFalse(unknown.look());
    assertTrue(unknown.free().endsWith("unknown space free"), unknown.free());
    DiskReserve real = DiskReserve.of(folder, Long.MAX_VALUE / 2);
    assertTrue(real.look());
    real.reserve(1);
    assertTrue(real.look());
    assertEquals("", real.shortage());
  }
}
