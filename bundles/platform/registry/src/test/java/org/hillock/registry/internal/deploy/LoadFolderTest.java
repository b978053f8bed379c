package org.hillock.registry.internal.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFolderTest {
  @TempDir Path data;
  Path load;
  FolderGuard guard;
  final List<String> taken = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws IOException {
    load = data.resolve("load");
    guard = new FolderGuard(load, data);
  }

  private LoadFolder watch(Set<String> known) {
    return new LoadFolder(load, guard, known, f -> taken.add(f.getFileName().toString()));
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - until < 0, "waited in vain");
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void newAndChangedFilesAreTakenOnce() throws IOException {
    try (LoadFolder folder = watch(Set.of())) {
      Files.writeString(load.resolve("a.jar"), "1");
      Files.writeString(load.resolve("notes.txt"), "1");
      Files.writeString(load.resolve(".hidden.jar"), "1");
      await(() -> taken.contains("a.jar"));
      Files.writeString(load.resolve("a.jar"), "22");
      Files.writeString(load.resolve("b.safetensors"), "1");
      await(() -> taken.size() == 3);
      assertEquals(List.of("a.jar", "a.jar", "b.safetensors"), List.copyOf(taken));
      assertEquals("", folder.objection());
    }
  }

  @Test
  void filesOfAnEarlierRunArePassedOver() throws IOException {
    Path old = Files.writeString(load.resolve("old.jar"), "1");
    Files.writeString(load.resolve("other.jar"), "2");
    try (LoadFolder folder = watch(Set.of("old.jar/" + FileHash.of(old)))) {
      await(() -> !taken.isEmpty());
      assertEquals(List.of("other.jar"), List.copyOf(taken));
      assertEquals("", folder.objection());
    }
  }

  @Test
  void aFolderThatOthersMayWriteToIsNotWatchedAndSaysSo() throws IOException {
    Files.setPosixFilePermissions(load, PosixFilePermissions.fromString("rwxrwx---"));
    Files.writeString(load.resolve("a.jar"), "1");
    try (LoadFolder folder = watch(Set.of())) {
      await(() -> !folder.objection().isEmpty());
      assertTrue(folder.objection().contains("got rwxrwx---"), folder.objection());
      assertEquals(List.of(), List.copyOf(taken));
      Files.setPosixFilePermissions(load, PosixFilePermissions.fromString("rwxr-x---"));
      await(() -> taken.contains("a.jar"));
    }
  }

  @Test
  void aNewFolderBelongsToItsUserAlone() throws IOException {
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(load)));
    assertEquals("", guard.objection());
    Files.delete(load);
    assertTrue(guard.objection().contains("got none"), guard.objection());
  }
}
