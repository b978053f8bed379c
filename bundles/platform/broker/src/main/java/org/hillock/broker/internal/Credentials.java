package org.hillock.broker.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Passwords of the broker's two users, made on the first start and kept in files that only the
 * process's user may read: {@code hillock} may do everything, {@code reader} what a rule allows.
 */
final class Credentials {
  static final String ADMIN = "hillock";
  static final String READER = "reader";
  private static final int RANDOM_BYTES = 24;

  private final Path folder;

  private Credentials(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder and makes what is missing.
   *
   * @param formatted whether the broker already knows passwords; then a missing file is an error,
   *     since a new password would be refused
   */
  static Credentials open(Path folder, boolean formatted) throws IOException {
    PrivateFiles.createFolder(folder);
    for (String user : new String[] {ADMIN, READER}) {
      Path file = file(folder, user);
      if (Files.exists(file)) {
        continue;
      }
      if (formatted) {
        throw new IOException(
            file
                + ": expected the password with which the broker's data was made, got no file;"
                + " put it back or remove the data folder");
      }
      PrivateFiles.write(file, random() + "\n");
    }
    return new Credentials(folder);
  }

  Path folder() {
    return folder;
  }

  ClientProperties client(String user, String bootstrapServers) throws IOException {
    return ClientProperties.scram(bootstrapServers, user, password(user));
  }

  /** Writes a settings file for programs outside, in the form that Kafka's own tools read. */
  void writeClientFile(String user, String bootstrapServers) throws IOException {
    StringBuilder text = new StringBuilder();
    client(user, bootstrapServers).entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> text.append(e.getKey()).append('=').append(e.getValue()).append('\n'));
    text.append("sasl.username=").append(user).append('\n');
    text.append("sasl.password=").append(password(user)).append('\n');
    PrivateFiles.write(folder.resolve(user + ".properties"), text.toString());
  }

  private String password(String user) throws IOException {
    return Files.readString(file(folder, user)).strip();
  }

  private static Path file(Path folder, String user) {
    return folder.resolve(user + ".password");
  }

  private static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
