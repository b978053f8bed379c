package org.hillock.registry.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hillock.api.registry.Notes;
import org.hillock.api.registry.VersionId;

/** Notes as files: a folder for each version, a file for each note. */
final class NotesFolder implements Notes {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-][a-z0-9.-]{0,63}");
  private static final int LARGEST = 1 << 20;

  private final Path folder;

  NotesFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Set<String> names(VersionId version) {
    Path of = of(version);
    if (!Files.isDirectory(of)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      Set<String> names = new TreeSet<>();
      files
          .map(f -> f.getFileName().toString())
          .filter(n -> NAME.matcher(n).matches())
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw failed("list", of, e);
    }
  }

  @Override
  public Optional<String> get(VersionId version, String name) {
    Path file = file(version, name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  @Override
  public synchronized void put(VersionId version, String name, String text) {
    Path file = file(version, name);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST) {
      throw new IllegalArgumentException(
          "expected a note of at most 1 MiB, got " + bytes.length + " bytes for " + name);
    }
    try {
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(name + "_");
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  private Path file(VersionId version, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a note's name of 1 to 64 characters a-z, 0-9, '.' and '-', not beginning with"
              + " '.', got '"
              + name
              + "'");
    }
    return of(version).resolve(name);
  }

  private Path of(VersionId v) {
    String leaf = v.bundle() + "_" + v.bundleVersion() + "_" + v.checkpoint();
    return folder
        .resolve(v.model().replaceAll("[^a-z0-9-]", "_"))
        .resolve(leaf.replaceAll("[^A-Za-z0-9._+-]", "_"));
  }

  private static IllegalStateException failed(String action, Path file, IOException e) {
    return new IllegalStateException("cannot " + action + " " + file + ": " + FailureText.of(e));
  }
}
