package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwrittenFilesTest {
  private static final String ID = "hillock.node.writer-1";

  @TempDir Path temp;
  private Path folder;
  private UnwrittenFiles files;

  @BeforeEach
  void start() {
    folder = temp.resolve("stream");
    files = new UnwrittenFiles(folder);
  }

  @Test
  void whatAWriterLeftComesBack() throws Exception {
    assertEquals(Optional.empty(), files.read(ID));
    assertEquals(List.of(), files.ids());
    assertTrue(files.write(ID, left(7)));
    Unwritten back = files.read(ID).orElseThrow();
    assertEquals("writer-name", back.writer());
    assertEquals(6, back.confirmed());
    assertEquals(8, back.last());
    assertEquals(List.of(7L, 8L), back.transactions().stream().map(Transaction::number).toList());
    assertTrue(back.transactions().get(0).doubtful());
    assertFalse(back.transactions().get(1).doubtful());
    List<Outgoing> records = back.transactions().get(0).records();
    assertEquals(2, records.size());
    assertEquals("hillock.activations.m", records.get(0).topic());
    assertEquals(-5, records.get(0).spread());
    assertArrayEquals(new byte[] {1, 2}, records.get(0).key());
    assertArrayEquals(new byte[300], records.get(0).value());
    assertArrayEquals(null, records.get(1).value());
    assertEquals(List.of(ID), files.ids());
    files.delete(ID);
    assertEquals(Optional.empty(), files.read(ID));
  }

  @Test
  void theFolderIsTheOwnersAlone() throws Exception {
    files.write(ID, left(1));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    assertEquals(List.of(ID + ".unwritten"), names());
  }

  @Test
  void theNewestTakesThePlaceOfTheOneBefore() {
    files.write(ID, left(1));
    files.write(ID, left(20));
    assertEquals(21, files.read(ID).orElseThrow().last());
    assertEquals(List.of(ID), files.ids());
  }

  @Test
  void aChangedByteOrACutIsNoticedWhereverItIs() throws Exception {
    files.write(ID, left(7));
    Path file = folder.resolve(ID + ".unwritten");
    byte[] good = Files.readAllBytes(file);
    int damages = 0;
    for (int at = 0; at < good.length; at += 3) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(file, bad);
      assertEquals(Optional.empty(), files.read(ID));
      Files.write(file, Arrays.copyOf(good, at));
      assertEquals(Optional.empty(), files.read(ID));
      assertFalse(Files.exists(file));
      damages += 2;
    }
    assertTrue(names().size() > 1, "damaged files are kept");
    assertTrue(names().stream().allMatch(name -> name.startsWith(ID + ".damaged-")));
    assertTrue(damages > 100);
    assertEquals(List.of(), files.ids());
  }

  @Test
  void theRecordsOfAnotherIdAreNotTaken() throws Exception {
    files.write(ID, left(7));
    Files.move(folder.resolve(ID + ".unwritten"), folder.resolve("other.unwritten"));
    assertEquals(Optional.empty(), files.read("other"));
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws Exception {
    Files.write(folder, new byte[0]);
    assertFalse(files.write(ID, left(7)));
    assertFalse(new UnwrittenFiles(null).write(ID, left(7)));
  }

  private static Unwritten left(long number) {
    Transaction first = new Transaction(number);
    first.addFrame(new Outgoing("hillock.activations.m", -5, new byte[] {1, 2}, new byte[300]));
    first.add(new Outgoing("hillock.writers", 0, new byte[] {3}, null));
    first.doubt();
    return new Unwritten("writer-name", number - 1, List.of(first, new Transaction(number + 1)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }
}
