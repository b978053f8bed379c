package org.hillock.stream.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A name for this platform that stays over restarts: its host and its data folder. */
final class NodeName {
  private static final int HOST_LENGTH = 40;
  private static final int HASH_BYTES = 4;

  private NodeName() {}

  /**
   * @param configured name, or null
   * @param data folder of the platform, or null
   */
  static String of(String configured, String data) {
    if (configured != null && !configured.isBlank()) {
      return configured.strip();
    }
    return host() + "-" + hash(folder(data).toString());
  }

  /**
   * The data folder of the platform.
   *
   * @param data as configured, or null
   */
  static Path folder(String data) {
    return Path.of(data == null ? "hillock-data" : data).toAbsolutePath().normalize();
  }

  private static String host() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      name = "host";
    }
    String clean = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    return clean.substring(0, Math.min(HOST_LENGTH, clean.length()));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
