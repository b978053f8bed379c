package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.spi.Channel;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.internal.TlsBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideTlsTest {
  private static final long WAIT = 20_000_000_000L;

  private TlsBroker tls;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    tls = new TlsBroker(temp);
  }

  @AfterAll
  void stop() throws Exception {
    tls.close();
  }

  @Test
  void framesAreWrittenAndReadOverScramAndTls() throws Exception {
    UUID session = UUID.randomUUID();
    Broker broker = tls.broker();
    try (KafkaTransport transport =
        new KafkaTransport(broker, TestStreams.settings("hillock.", "node"))) {
      assertTrue(broker.awaitReady(Duration.ofSeconds(20)), broker.status().detail());
      assertTrue(
          broker.status().detail().matches("cluster \\S+ of 1 broker answers"),
          broker.status().detail());
      new TopicsCommand(transport).run("create", "m");
      for (Delivery delivery : Delivery.values()) {
        Frames.Kept kept = new Frames.Kept();
        try (Subscription ignored = transport.subscribe("m", delivery, kept::add);
            Channel channel = transport.open("m", delivery)) {
          for (int call = 0; call < 50; call++) {
            assertTrue(Frames.offer(channel, WAIT, Frames.data("m", session, 0, call, 0)));
          }
          assertEquals(LongStream.range(0, 50).boxed().toList(), kept.sequences(50));
          assertEquals("open", channel.state());
        }
      }
    }
    assertFalse(broker.clientProperties().toString().contains(TlsBroker.PASSWORD));
    assertFalse(broker.status().toString().contains(TlsBroker.PASSWORD));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, SASL_SSL, not-the-password, server, refuses the user name or the password of SCRAM",
    "127.0.0.1, SASL_SSL, a-password-of-the-test, stranger, ): expected one that ssl.truststore.location knows",
    "localhost, SASL_SSL, a-password-of-the-test, server, is for another host: No name matching lo",
    "127.0.0.1, SASL_PLAINTEXT, a-password-of-the-test, server, security.protocol=SASL_PLAINTEXT",
    "127.0.0.1, PLAINTEXT, a-password-of-the-test, server, security.protocol=PLAINTEXT",
    "127.0.0.1, SSL, a-password-of-the-test, server, does not answer as one of security.protocol=SSL"
  })
  void whatIsWrongIsOneLineInTheStateOfBrokerAndTaps(
      String host, String protocol, String password, String trusted, String said) throws Exception {
    Broker broker = tls.as(host, protocol, password, trusted);
    assertTrue(line(broker, password.startsWith("not")).contains(said), broker.status().detail());
    assertFalse(broker.status().detail().contains(password));
  }

  @Test
  void aClientWithTlsSaysThatTheServerHasNone() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerInPlainText(plain), "plain-server");
      server.setDaemon(true);
      server.start();
      String address = "127.0.0.1:" + plain.getLocalPort();
      assertEquals(
          "the cluster at "
              + address
              + " does not speak TLS: expected that of security.protocol=SSL",
          line(tls.elsewhere(address), false));
    }
    assertEquals(
        "no server answers at 127.0.0.1:1: Connection refused",
        line(tls.elsewhere("127.0.0.1:1"), false));
    assertEquals(
        "expected host:port in bootstrap.servers, got 'no-port'",
        line(tls.elsewhere("no-port"), false));
  }

  private static void answerInPlainText(ServerSocket plain) {
    try {
      while (true) {
        try (Socket socket = plain.accept()) {
          socket.getInputStream().read();
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
        } catch (java.net.SocketException reset) {
          if (plain.isClosed()) {
            return;
          }
        }
      }
    } catch (java.io.IOException closed) {
      return;
    }
  }

  /** What a transport on it says, in all places. */
  private static String line(Broker broker, boolean lossless) throws Exception {
    try (KafkaTransport transport =
        new KafkaTransport(broker, TestStreams.settings("hillock.", "node"))) {
      TestStreams.await(() -> broker.status().state() == BrokerState.DOWN, "a first contact");
      String detail = broker.status().detail();
      Channel live = transport.open("m", Delivery.LIVE);
      String expected = "waits for the broker: down, " + detail;
      TestStreams.await(() -> live.state().equals(expected), "'" + expected + "'");
      if (lossless) {
        Channel channel = transport.open("m", Delivery.LOSSLESS);
        TestStreams.await(() -> channel.state().equals(expected), "'" + expected + "'");
      }
      assertEquals(1, detail.lines().count());
      String command =
          assertThrows(IllegalStateException.class, () -> new TopicsCommand(transport).run())
              .getMessage();
      assertEquals("expected a broker that answers, it is down, " + detail, command);
      return detail;
    }
  }
}
