package org.hillock.itests.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds a copy of the sources in another folder, time zone and language, and compares. A nested
 * build, hence three bundles only: one of an API, one with a component, one with a foreign jar.
 */
class ReproducibleBuildTest {
  private static final List<String> MODULES =
      List.of("bundles/platform/api", "bundles/platform/store", "bundles/runtime/kafka");
  private static final Set<String> NOT_SOURCES = Set.of("target", ".git");

  @TempDir Path copy;

  @Test
  void aSecondBuildGivesTheSameBytes() throws Exception {
    Reactor reactor = Reactor.current();
    copySources(reactor.root());

    Command build = rebuild();

    assertEquals(0, build.exit(), build.output());
    for (String module : MODULES) {
      Path first = Reactor.jarOf(reactor.root().resolve(module));
      Path second = Reactor.jarOf(copy.resolve(module));
      assertEquals(-1, Files.mismatch(first, second), first + " differs from " + second);
    }
  }

  private Command rebuild() throws IOException, InterruptedException {
    String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
    return Command.run(
        copy,
        Map.of("TZ", "Asia/Kathmandu", "LC_ALL", "C", "JAVA_HOME", System.getProperty("java.home")),
        List.of(
            maven,
            "-B",
            "-q",
            "-o",
            "-am",
            "-pl",
            String.join(",", MODULES),
            "-DskipTests",
            "-Dmaven.test.skip=true",
            "package"));
  }

  private void copySources(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_SOURCES.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy.resolve(root.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, copy.resolve(root.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
