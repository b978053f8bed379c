package org.hillock.itests.broker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A broker of somebody else's, which demands SCRAM over TLS, and the settings to reach it. */
final class TlsProcess implements AutoCloseable {
  private static final String PASSWORD = "a-password-of-the-test";
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  private final Path folder;
  private final Process process;
  private final String address;

  /**
   * @param libraries folder of the broker's jars
   * @param classes folder with the broker's main class
   */
  TlsProcess(Path folder, String libraries, String classes) throws Exception {
    this.folder = folder;
    run(
        "keytool -genkeypair -alias a -keyalg EC -dname CN=broker -storetype PKCS12"
            + " -ext SAN=ip:127.0.0.1 -storepass store-password -keystore "
            + folder.resolve("server.p12"));
    run(
        "keytool -exportcert -rfc -alias a -storepass store-password -keystore "
            + folder.resolve("server.p12")
            + " -file "
            + folder.resolve("server.pem"));
    this.process =
        new ProcessBuilder(
                JAVA.resolve("java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + libraries + "/*",
                "org.hillock.brokerd.TlsBrokerMain",
                folder.resolve("data").toString(),
                PASSWORD,
                folder.resolve("server.p12").toString())
            .redirectError(folder.resolve("broker.log").toFile())
            .start();
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException(Files.readString(folder.resolve("broker.log")));
    }
    this.address = line.substring("READY ".length());
  }

  private void run(String command) throws IOException, InterruptedException {
    Path log = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder((JAVA + "/" + command).split(" "))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  String address() {
    return address;
  }

  String rightPassword() {
    return PASSWORD;
  }

  /** A file of client settings. */
  String clientFile(String password) throws IOException {
    Path file = Files.createTempFile(folder, "client", ".properties");
    Files.writeString(
        file,
        "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config="
            + "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"hillock\" password=\""
            + password
            + "\";\nssl.truststore.type=PEM\nssl.truststore.location="
            + folder.resolve("server.pem")
            + "\n");
    return file.toString();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
