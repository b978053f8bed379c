package org.hillock.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void whatIsMadeIsForItsOwnerOnly() throws Exception {
    Path folder = temporary.resolve("data");
    try (DataFolder data = DataFolder.open(folder)) {
      for (String name : new String[] {"", "run", "load", "log", "conf"}) {
        Path made = folder.resolve(name);
        assertEquals(
            "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)), name);
      }
      assertEquals(folder.resolve("load/x"), data.path("load", "x"));
    }
  }

  @Test
  void aSecondPlatformIsRefusedUntilTheFirstIsGone() throws Exception {
    try (DataFolder first = DataFolder.open(temporary)) {
      String message =
          assertThrows(LaunchException.class, () -> DataFolder.open(temporary)).getMessage();
      assertTrue(message.contains(Long.toString(ProcessHandle.current().pid())), message);
      assertEquals(temporary.resolve("run"), first.path("run"));
    }
    DataFolder.open(temporary).close();
  }
}
