package org.hillock.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
  @TempDir Path home;

  @BeforeEach
  void bundles() throws IOException {
    for (String name : new String[] {"b-1.jar", "a-1.jar", "readme.txt"}) {
      Path file = home.resolve("bundles/x").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Files.createDirectories(home.resolve("conf"));
  }

  private List<String> names() throws IOException, LaunchException {
    return Distribution.read(home, home.resolve("none")).bundles().stream()
        .map(p -> p.getFileName().toString())
        .toList();
  }

  @Test
  void withoutAListEveryJarIsABundle() throws Exception {
    assertEquals(List.of("a-1.jar", "b-1.jar"), names());
  }

  @Test
  void aListGivesChoiceAndOrder() throws Exception {
    Files.writeString(home.resolve("conf/f.json"), "{\"bundles\": [\"g:b:1\", \"g:a:1\"]}");
    assertEquals(List.of("b-1.jar", "a-1.jar"), names());
  }

  @Test
  void aListedBundleThatIsMissingIsNamed() throws Exception {
    Files.writeString(home.resolve("conf/f.json"), "{\"bundles\": [\"g:c:1\"]}");
    String message = assertThrows(LaunchException.class, this::names).getMessage();
    assertTrue(message.contains("c-1.jar"), message);
  }

  @Test
  void aFolderWithoutBundlesIsNoDistribution() {
    assertThrows(
        LaunchException.class, () -> Distribution.read(home.resolve("conf"), home.resolve("x")));
  }
}
