package org.hillock.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReference;
import org.hillock.api.model.Checkpoint;

/** Reads and writes checkpoints: one safetensors file each, with settings and card inside. */
public final class Checkpoints {
  /** How checkpoint files end. */
  public static final String SUFFIX = ".safetensors";

  private Checkpoints() {}

  /**
   * Reads a checkpoint; its {@code sha256} is that of the file.
   *
   * @throws StoreException when the file is damaged, truncated, or no checkpoint of this platform
   */
  public static Checkpoint read(Path file) throws IOException {
    return read(file, file.getFileName().toString());
  }

  static Checkpoint read(Path file, String where) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(in, Files.size(file), where);
    }
  }

  /**
   * Reads a checkpoint from a stream to its end; it is not closed.
   *
   * @param where names the source in errors
   * @throws StoreException when the bytes are damaged, truncated, or no checkpoint of this platform
   */
  public static Checkpoint read(InputStream in, String where) throws IOException {
    byte[] bytes = in.readAllBytes();
    return read(new ByteArrayInputStream(bytes), bytes.length, where);
  }

  private static Checkpoint read(InputStream in, long size, String where) throws IOException {
    MessageDigest digest = Sha256.digest();
    Safetensors content = Safetensors.read(new DigestInputStream(in, digest), size, where);
    return CheckpointContent.checkpoint(content, Sha256.text(digest), where);
  }

  /**
   * Writes a checkpoint file whole or not at all. The same checkpoint gives the same bytes.
   *
   * @return SHA-256 of the file
   */
  public static String write(Checkpoint checkpoint, Path file) throws IOException {
    AtomicReference<String> sha256 = new AtomicReference<>();
    WholeFile.write(file, out -> sha256.set(write(checkpoint, out)));
    return sha256.get();
  }

  /**
   * Writes a checkpoint's bytes; the stream is not closed.
   *
   * @return SHA-256 of the bytes
   */
  public static String write(Checkpoint checkpoint, OutputStream out) throws IOException {
    MessageDigest digest = Sha256.digest();
    CheckpointContent.content(checkpoint).write(new DigestOutputStream(out, digest));
    return Sha256.text(digest);
  }
}
