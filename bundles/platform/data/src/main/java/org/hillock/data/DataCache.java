package org.hillock.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A folder of fetched files, each checked by its SHA-256 before it gets its name: what is there is
 * whole and right. For any thread, also for several processes on one folder.
 */
public final class DataCache {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;

  private final Path folder;

  /** A cache in a folder, which is made when something is fetched. */
  public DataCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The user's cache: the folder of the system property {@code hillock.cache}, else {@code hillock}
   * below {@code XDG_CACHE_HOME}, else {@code .cache/hillock} in the home folder.
   */
  public static DataCache ofUser() {
    String set = System.getProperty("hillock.cache", "");
    if (!set.isEmpty()) {
      return new DataCache(Path.of(set));
    }
    String base = System.getenv("XDG_CACHE_HOME");
    return new DataCache(
        base == null || base.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "hillock")
            : Path.of(base, "hillock"));
  }

  /** Hears how far a fetch is; called often, on the fetching thread. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some bytes are there.
     *
     * @param done bytes so far
     * @param total bytes in all, or -1 where the source does not say
     */
    void at(long done, long total);
  }

  /** The cache's folder. */
  public Path folder() {
    return folder;
  }

  /** Where a file is or would be. */
  public Path path(String name) {
    return folder.resolve(requireName(name));
  }

  /**
   * The file, fetched unless it is in the cache and right.
   *
   * @throws IOException when it cannot be fetched, or has another SHA-256; the cache then has
   *     nothing of it
   */
  public Path get(Download download, Progress progress) throws IOException {
    Path file = path(download.name());
    if (Files.isRegularFile(file) && sha256(file).equals(download.sha256())) {
      return file;
    }
    try {
      URLConnection connection = download.source().toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        put(download.name(), in, connection.getContentLengthLong(), download.sha256(), progress);
      }
    } catch (WrongContent e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "expected to fetch "
              + download.name()
              + " from "
              + download.source()
              + ", got "
              + e.getClass().getSimpleName()
              + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")")
              + "; without a network, put the file there by hand: "
              + file);
    }
    return file;
  }

  /**
   * Takes a file from elsewhere into the cache.
   *
   * @throws IOException when it has another SHA-256; the cache is unchanged
   */
  public Path put(String name, Path source, String sha256) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      put(name, in, Files.size(source), requireHash(sha256), (done, total) -> {});
    }
    return path(name);
  }

  private void put(String name, InputStream in, long total, String sha256, Progress progress)
      throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
    try {
      MessageDigest digest = SplitHash.sha256();
      long done = 0;
      byte[] bytes = new byte[1 << 16];
      try (OutputStream out = Files.newOutputStream(part)) {
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
          digest.update(bytes, 0, n);
          out.write(bytes, 0, n);
          done += n;
          progress.at(done, total);
        }
      }
      String got = HexFormat.of().formatHex(digest.digest());
      if (!got.equals(sha256)) {
        throw new WrongContent(
            "expected SHA-256 "
                + sha256
                + " for "
                + name
                + ", got "
                + got
                + " of "
                + done
                + " bytes");
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = SplitHash.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = new byte[1 << 16];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        digest.update(bytes, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String requireName(String name) {
    Path path = Path.of(name);
    if (name.isEmpty()
        || path.isAbsolute()
        || !path.normalize().equals(path)
        || name.startsWith("..")) {
      throw new IllegalArgumentException(
          "expected a name below the cache's folder, got '" + name + "'");
    }
    return name;
  }

  static String requireHash(String sha256) {
    String lower = sha256.toLowerCase(Locale.ROOT);
    if (!lower.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "expected a SHA-256 of 64 hexadecimal digits, got '" + sha256 + "'");
    }
    return lower;
  }

  private static final class WrongContent extends IOException {
    WrongContent(String message) {
      super(message);
    }
  }
}
