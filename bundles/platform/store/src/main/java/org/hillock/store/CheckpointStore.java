package org.hillock.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hillock.api.model.Checkpoint;

/** A folder of checkpoints, each named by its SHA-256. What is in it never changes. */
public final class CheckpointStore {
  private final Path folder;

  /** A store over a folder, which is made when it is missing. */
  public CheckpointStore(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Copies a checkpoint file into the store.
   *
   * @return its SHA-256
   * @throws StoreException when it is no valid checkpoint; the store is unchanged
   */
  public String put(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return put(in, file.getFileName().toString());
    }
  }

  /**
   * Copies a checkpoint from a stream, read to its end and not closed, into the store.
   *
   * @param where names the source in errors
   * @return its SHA-256
   * @throws StoreException when it is no valid checkpoint; the store is unchanged
   */
  public String put(InputStream in, String where) throws IOException {
    Path temporary = WholeFile.temporary(folder, in::transferTo);
    String sha256;
    try {
      sha256 = Checkpoints.read(temporary, where).sha256();
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    WholeFile.move(temporary, path(sha256));
    return sha256;
  }

  /**
   * Writes a checkpoint into the store.
   *
   * @return SHA-256 of its file, which {@link #get} gives back with it
   */
  public String put(Checkpoint checkpoint) throws IOException {
    String[] sha256 = new String[1];
    Path temporary =
        WholeFile.temporary(folder, out -> sha256[0] = Checkpoints.write(checkpoint, out));
    WholeFile.move(temporary, path(sha256[0]));
    return sha256[0];
  }

  /**
   * Reads a checkpoint and verifies its content against its name.
   *
   * @throws StoreException when it is missing or damaged
   */
  public Checkpoint get(String sha256) throws IOException {
    Path file = path(sha256);
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoints.read(file);
    } catch (NoSuchFileException e) {
      throw new StoreException("expected checkpoint " + sha256 + " in " + folder + ", got none");
    }
    if (!checkpoint.sha256().equals(sha256)) {
      throw new StoreException(
          "expected SHA-256 " + sha256 + ", got " + checkpoint.sha256() + " (damaged) in " + file);
    }
    return checkpoint;
  }

  /** Whether a checkpoint is there; its content is verified by {@link #get}. */
  public boolean contains(String sha256) {
    return Files.isRegularFile(path(sha256));
  }

  /** The file of a checkpoint, whether it exists or not. */
  public Path path(String sha256) {
    if (!Sha256.isText(sha256)) {
      throw new IllegalArgumentException(
          "expected a SHA-256 of 64 hexadecimal digits, got '" + sha256 + "'");
    }
    return folder.resolve(sha256 + Checkpoints.SUFFIX);
  }

  /** SHA-256 of every checkpoint, in order. */
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(Checkpoints.SUFFIX))
          .map(n -> n.substring(0, n.length() - Checkpoints.SUFFIX.length()))
          .filter(Sha256::isText)
          .sorted()
          .toList();
    }
  }
}
