package org.hillock.runtime.nd4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
  @TempDir Path parent;

  @Test
  void theFolderIsNamedAfterTheProcessAndTold() throws Exception {
    try (NativeCache cache = NativeCache.open(parent)) {
      assertEquals(
          parent.resolve("process-" + ProcessHandle.current().pid()).toString(),
          System.getProperty(NativeCache.PROPERTY));
      assertTrue(Files.isDirectory(cache.folder()));
    }
  }

  @Test
  void closingDeletesAllThatWasUnpacked() throws Exception {
    NativeCache cache = NativeCache.open(parent);
    Files.createDirectories(cache.folder().resolve("a/b"));
    Files.writeString(cache.folder().resolve("a/b/lib.so"), "x");

    cache.close();

    assertFalse(Files.exists(cache.folder()));
    assertNull(System.getProperty(NativeCache.PROPERTY));
  }

  @Test
  void foldersOfDeadProcessesGoAndOthersStay() throws Exception {
    Process dead = new ProcessBuilder(javaCommand(), "-version").start();
    dead.waitFor();
    Path left = Files.createDirectories(parent.resolve("process-" + dead.pid()));
    Path alive =
        Files.createDirectories(
            parent.resolve("process-" + ProcessHandle.current().parent().orElseThrow().pid()));
    Path foreign = Files.createDirectories(parent.resolve("process-notes"));

    NativeCache.open(parent).close();

    assertFalse(Files.exists(left));
    assertTrue(Files.exists(alive));
    assertTrue(Files.exists(foreign));
  }

  private static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
