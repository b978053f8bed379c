package org.hillock.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideTlsTest {
  private static final String PASSWORD = "a-password-of-the-test";
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  private Path folder;
  private Process process;
  private String address;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    folder = temp;
    key("server");
    key("stranger");
    process =
        new ProcessBuilder(
                JAVA.resolve("java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "test-classes") + File.pathSeparator + "target/broker/*",
                "org.hillock.brokerd.TlsBrokerMain",
                temp.resolve("data").toString(),
                PASSWORD,
                temp.resolve("server.p12").toString())
            .redirectError(temp.resolve("broker.log").toFile())
            .start();
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = lines.readLine();
    }
    address = line == null ? "none" : line.substring(6);
  }

  @AfterAll
  void stop() throws Exception {
    process.getOutputStream().close();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private void key(String name) throws Exception {
    Process keytool =
        new ProcessBuilder(
                (JAVA.resolve("keytool")
                        + " -genkeypair -alias a -keyalg EC -dname CN=localhost -storetype PKCS12"
                        + " -ext SAN=ip:127.0.0.1,dns:localhost -storepass store-password"
                        + " -keystore "
                        + folder.resolve(name + ".p12"))
                    .split(" "))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertEquals(0, keytool.waitFor());
    Process export =
        new ProcessBuilder(
                (JAVA.resolve("keytool")
                        + " -exportcert -rfc -alias a -storepass store-password -keystore "
                        + folder.resolve(name + ".p12")
                        + " -file "
                        + folder.resolve(name + ".pem"))
                    .split(" "))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertEquals(0, export.waitFor());
  }

  private OutsideBroker outside(String password, String trusted) throws Exception {
    Path file = Files.createTempFile(folder, "client", ".properties");
    Files.writeString(
        file,
        "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config="
            + "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"hillock\" password=\""
            + password
            + "\";\nssl.truststore.type=PEM\nssl.truststore.location="
            + folder.resolve(trusted + ".pem")
            + "\n");
    return new OutsideBroker(address, file.toString());
  }

  private static String cluster(OutsideBroker broker) throws Exception {
    Map<String, Object> all = new HashMap<>(broker.clientProperties());
    all.put("request.timeout.ms", 5_000);
    all.put("default.api.timeout.ms", 10_000);
    try (Admin admin = Admin.create(all)) {
      return admin.describeCluster().clusterId().get();
    }
  }

  @Test
  void theFileOfTheConfigurationOpensABrokerThatDemandsScramOverTls() throws Exception {
    OutsideBroker broker = outside(PASSWORD, "server");
    assertFalse(cluster(broker).isEmpty());
    assertFalse(broker.clientProperties().toString().contains(PASSWORD));
    assertFalse(broker.status().toString().contains(PASSWORD));
  }

  @Test
  void aWrongPasswordIsOneLineWithoutIt() throws Exception {
    OutsideBroker broker = outside("not-the-password", "server");
    Throwable cause = assertThrows(ExecutionException.class, () -> cluster(broker)).getCause();
    assertInstanceOf(SaslAuthenticationException.class, cause);
    assertEquals(1, cause.getMessage().lines().count());
    assertFalse(cause.getMessage().contains("not-the-password"));
  }

  @Test
  void anUntrustedCertificateIsOneLine() throws Exception {
    OutsideBroker broker = outside(PASSWORD, "stranger");
    Throwable cause = assertThrows(ExecutionException.class, () -> cluster(broker)).getCause();
    assertInstanceOf(SslAuthenticationException.class, cause);
    assertEquals(1, cause.getMessage().lines().count());
  }
}
