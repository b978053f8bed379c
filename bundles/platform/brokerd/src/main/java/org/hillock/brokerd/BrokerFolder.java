package org.hillock.brokerd;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's data folder, formatted once with the two users in it. */
record BrokerFolder(Path path) {
  private static final String MARK = "meta.properties";

  boolean formatted() {
    return Files.exists(path.resolve(MARK));
  }

  /** Formats the folder unless it is formatted already; returns whether it did. */
  boolean format(Secrets secrets) throws IOException {
    if (formatted()) {
      return false;
    }
    Files.createDirectories(path);
    // The formatter prints the records that it writes, stored keys included: they go nowhere.
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(BrokerProperties.NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(path.toString())
          .setMetadataLogDirectory(path.toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .setScramArguments(
              List.of(
                  scram(BrokerOptions.ADMIN, secrets.admin()),
                  scram(BrokerOptions.READER, secrets.reader())))
          .run();
      return true;
    } catch (Exception e) {
      throw new IOException(path + ": cannot be formatted: " + e.getMessage(), e);
    }
  }

  private static String scram(String user, String password) {
    return BrokerProperties.MECHANISM + "=[name=" + user + ",password=" + password + "]";
  }
}
