package org.hillock.runtime.nd4j.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The folder, named after the process, into which natives are unpacked. Folders left by processes
 * that are no longer alive are deleted when one is opened.
 */
final class NativeCache implements AutoCloseable {
  static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private static final Logger LOG = System.getLogger(NativeCache.class.getName());
  private static final String PREFIX = "process-";

  private final Path folder;
  private final Thread atExit;

  private NativeCache(Path folder) {
    this.folder = folder;
    this.atExit = new Thread(() -> delete(folder), "hillock-nd4j-cache-exit");
  }

  static NativeCache open(Path parent) throws IOException {
    Files.createDirectories(parent);
    deleteLeftovers(parent);
    NativeCache cache = new NativeCache(parent.resolve(PREFIX + ProcessHandle.current().pid()));
    Files.createDirectories(cache.folder);
    System.setProperty(PROPERTY, cache.folder.toString());
    Runtime.getRuntime().addShutdownHook(cache.atExit);
    return cache;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    System.clearProperty(PROPERTY);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      LOG.log(Level.TRACE, "The process is exiting", exiting);
    }
    delete(folder);
  }

  private static void deleteLeftovers(Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(parent)) {
      folders = entries.filter(NativeCache::isLeftover).toList();
    }
    folders.forEach(NativeCache::delete);
  }

  private static boolean isLeftover(Path entry) {
    OptionalLong pid = pidOf(entry.getFileName().toString());
    return pid.isPresent() && ProcessHandle.of(pid.getAsLong()).isEmpty();
  }

  private static OptionalLong pidOf(String name) {
    return name.matches(PREFIX + "\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(name.substring(PREFIX.length())))
        : OptionalLong.empty();
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Natives in {0} stay until the next start: {1}", folder, e.getMessage());
    }
  }
}
