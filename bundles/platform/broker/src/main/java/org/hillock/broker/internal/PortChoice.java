package org.hillock.broker.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The broker's port: the configured one, or a random one that is kept in a file once chosen. */
final class PortChoice {
  private final int configured;
  private final Path file;

  /**
   * @param configured 1 to 65535, or 0 to choose at random
   * @param file keeps a random choice over restarts
   */
  PortChoice(int configured, Path file) {
    this.configured = configured;
    this.file = file;
  }

  int port() throws IOException {
    if (configured != 0) {
      return configured;
    }
    int kept = kept();
    return kept != 0 ? kept : chooseAgain();
  }

  /** Forgets the kept choice, if the configuration allows another; returns the port to use. */
  int chooseAgain() throws IOException {
    if (configured != 0) {
      return configured;
    }
    byte[] loopback = {127, 0, 0, 1};
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
      PrivateFiles.write(file, probe.getLocalPort() + "\n");
      return probe.getLocalPort();
    }
  }

  private int kept() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try {
      int port = Integer.parseInt(Files.readString(file).strip());
      return port > 0 && port < 65536 ? port : 0;
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }
}
