package org.hillock.broker.internal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hillock.broker.Broker;

/** A broker process of somebody else's that demands SCRAM over TLS, and what connects to it. */
public final class TlsBroker implements AutoCloseable {
  public static final String PASSWORD = "a-password-of-the-test";
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  private final Path folder;
  private final Process process;
  private final int port;

  public TlsBroker(Path folder) throws Exception {
    this.folder = folder;
    key("server");
    key("stranger");
    this.process =
        new ProcessBuilder(
                JAVA.resolve("java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "test-classes") + File.pathSeparator + "target/broker/*",
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
    this.port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /** The certificate is for 127.0.0.1 alone. */
  private void key(String name) throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    run(
        "keytool -genkeypair -alias a -keyalg EC -dname CN=broker -storetype PKCS12"
            + " -ext SAN=ip:127.0.0.1 -storepass store-password -keystore "
            + store);
    run(
        "keytool -exportcert -rfc -alias a -storepass store-password -keystore "
            + store
            + " -file "
            + folder.resolve(name + ".pem"));
  }

  private void run(String command) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder((JAVA + "/" + command).split(" "))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
    }
  }

  /** As a platform's configuration names it. */
  public Broker as(String host, String protocol, String password, String trusted)
      throws IOException {
    Path file = Files.createTempFile(folder, "client", ".properties");
    Files.writeString(
        file,
        "security.protocol="
            + protocol
            + "\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config="
            + "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"hillock\" password=\""
            + password
            + "\";\nssl.truststore.type=PEM\nssl.truststore.location="
            + folder.resolve(trusted + ".pem")
            + "\n");
    return new OutsideBroker(host + ":" + port, file.toString());
  }

  /** The same with nothing wrong. */
  public Broker broker() throws IOException {
    return as("127.0.0.1", "SASL_SSL", PASSWORD, "server");
  }

  /** An address with TLS settings where there may be something else. */
  public Broker elsewhere(String address) throws IOException {
    Path file = Files.createTempFile(folder, "client", ".properties");
    Files.writeString(file, "security.protocol=SSL\n");
    return new OutsideBroker(address, file.toString());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
