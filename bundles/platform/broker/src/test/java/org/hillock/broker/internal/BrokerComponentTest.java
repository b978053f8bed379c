package org.hillock.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerComponentTest {
  @TempDir Path folder;

  @Test
  void anOutsideClusterTakesItsSecretsFromAFileAndShowsNone() throws Exception {
    Path file = folder.resolve("client.properties");
    Files.writeString(
        file, "security.protocol=SASL_SSL\nsasl.jaas.config=x password=\"secret\";\n");
    Broker broker = component("one:9092,two:9092", file.toString(), 0, 256);
    assertEquals(BrokerState.STARTING, broker.status().state());
    assertFalse(broker.status().embedded());
    assertFalse(broker.awaitReady(Duration.ZERO));
    broker.observed(false, "it refuses the password");
    assertEquals(BrokerState.DOWN, broker.status().state());
    assertEquals(
        "outside cluster at one:9092,two:9092\ndown: it refuses the password",
        BrokerCommands.text(broker.status()));
    broker.observed(true, "2 brokers");
    assertEquals(BrokerState.READY, broker.status().state());
    assertTrue(broker.awaitReady(Duration.ZERO));
    assertEquals("one:9092,two:9092", broker.clientProperties().get("bootstrap.servers"));
    assertEquals("x password=\"secret\";", broker.clientProperties().get("sasl.jaas.config"));
    assertFalse((broker.status() + " " + broker.clientProperties()).contains("secret"));
  }

  @Test
  void aMissingSecretsFileIsNamed() {
    Path file = folder.resolve("none.properties");
    Broker broker = component("one:9092", file.toString(), 0, 256);
    assertEquals(BrokerState.FAILED, broker.status().state());
    assertTrue(broker.status().detail().contains("none.properties"));
    assertThrows(IllegalStateException.class, broker::clientProperties);
  }

  @Test
  void valuesOutsideTheirBoundsAreRefusedInOneLine() {
    assertEquals(
        "org.hillock.broker: heap: expected 128 to 8192, got 1",
        component("", "", 0, 1).status().detail());
    assertEquals(
        "org.hillock.broker: port: expected 0 to 65535, got 65536",
        component("", "", 65536, 256).status().detail());
  }

  @Test
  void librariesAreLookedForBelowHillockHome() throws IOException {
    var status = component("", "", 0, 256).status();
    assertEquals(BrokerState.FAILED, status.state());
    assertTrue(
        status.detail().startsWith(folder.resolve("home/broker") + ": expected"), status.detail());
    assertTrue(Files.isDirectory(folder.resolve("data/broker")));
  }

  private Broker component(String servers, String file, int port, int heap) {
    return BrokerComponent.open(
        new Configuration(servers, file, port, heap),
        name -> folder.resolve(name.substring("hillock.".length())).toString());
  }

  @SuppressWarnings("ClassExplicitlyAnnotation")
  private record Configuration(String bootstrap_servers, String client_file, int port, int heap)
      implements BrokerConfiguration {
    @Override
    public String folder() {
      return "";
    }

    @Override
    public String libraries() {
      return "";
    }

    @Override
    public int reserve() {
      return Settings.DEFAULT_RESERVE;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return BrokerConfiguration.class;
    }
  }
}
