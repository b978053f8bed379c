package org.hillock.stream.internal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with what writers could not bring into the log, one file for each transactional id. A
 * file is complete and on the disk before it has its name.
 */
final class UnwrittenFiles {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final String SUFFIX = ".unwritten";

  private final Path folder;

  /**
   * @param folder made when it is first needed; null to keep nothing
   */
  UnwrittenFiles(Path folder) {
    this.folder = folder;
  }

  /** The ids of writers that left something. */
  List<String> ids() {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "what earlier writers left in " + folder + " cannot be listed: " + e);
      return List.of();
    }
  }

  /** What the last writer of an id left; a damaged file is set aside. */
  Optional<Unwritten> read(String id) {
    if (folder == null || !Files.exists(file(id))) {
      return Optional.empty();
    }
    try {
      return Optional.of(UnwrittenFormat.read(Files.readAllBytes(file(id)), id));
    } catch (IOException | RuntimeException e) {
      setAside(id, e.getMessage() == null ? e.toString() : e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Keeps what a writer leaves, in place of what there was.
   *
   * @return false, with a line in the log, when that is not possible
   */
  boolean write(String id, Unwritten left) {
    if (folder == null) {
      return false;
    }
    Path part = folder.resolve(id + ".part");
    try {
      Files.createDirectories(folder, attributes());
      try (FileOutputStream file = new FileOutputStream(part.toFile())) {
        OutputStream out = new BufferedOutputStream(file, 1 << 16);
        UnwrittenFormat.write(out, id, left);
        out.flush();
        file.getFD().sync();
      }
      Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "expected to keep what " + id + " could not write in " + file(id) + ", got " + e);
      return false;
    }
    sync();
    return true;
  }

  /** All of it is in the log. */
  void delete(String id) {
    if (folder == null) {
      return;
    }
    try {
      Files.deleteIfExists(file(id));
      sync();
    } catch (IOException e) {
      LOG.log(Level.WARNING, file(id) + " is in the log and cannot be deleted: " + e);
    }
  }

  /** Keeps a file that cannot be used out of the way. */
  void setAside(String id, String reason) {
    Path aside = aside(id);
    try {
      Files.move(file(id), aside);
      LOG.log(Level.ERROR, file(id) + ": " + reason + "; kept as " + aside.getFileName());
    } catch (IOException e) {
      LOG.log(Level.ERROR, file(id) + ": " + reason + "; cannot be moved aside: " + e);
    }
  }

  private Path aside(String id) {
    long time = System.currentTimeMillis();
    Path aside = folder.resolve(id + ".damaged-" + time);
    while (Files.exists(aside)) {
      time++;
      aside = folder.resolve(id + ".damaged-" + time);
    }
    return aside;
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }

  /** Forces names to the disk, where a folder can be opened for that. */
  private void sync() {
    if (posix()) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the names in " + folder + " are not forced to the disk: " + e);
      }
    }
  }

  private static FileAttribute<?>[] attributes() {
    return posix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
