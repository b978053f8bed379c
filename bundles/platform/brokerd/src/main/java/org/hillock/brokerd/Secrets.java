package org.hillock.brokerd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads the password files that the platform keeps for the broker's users. */
record Secrets(String admin, String reader) {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{16,128}");

  static Secrets read(Path folder) throws IOException {
    return new Secrets(
        password(folder, BrokerOptions.ADMIN), password(folder, BrokerOptions.READER));
  }

  private static String password(Path folder, String user) throws IOException {
    Path file = folder.resolve(user + ".password");
    String password = Files.readString(file).strip();
    if (!SAFE.matcher(password).matches()) {
      throw new IOException(
          file + ": expected 16 to 128 letters, digits, '-' or '_', got another text");
    }
    return password;
  }

  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
