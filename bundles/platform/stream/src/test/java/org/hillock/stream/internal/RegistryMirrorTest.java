package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.registry.UnknownModelException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;
import org.hillock.broker.internal.RealBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryMirrorTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path temp;

  @Test
  void outsidersSeeTheModelsTheirStateAndWhatHappens() throws Exception {
    try (RealBroker broker = new RealBroker(temp.resolve("broker")).awaitReady();
        KafkaTransport transport =
            new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"))) {
      FakeRegistry registry = new FakeRegistry(model("fashion", "0"));
      RegistryMirror mirror = new RegistryMirror(registry.proxy(), transport, "node");
      var client = broker.broker().clientProperties();
      TestStreams.await(
          () -> "0".repeat(8).equals(live(client)), "the model that was there before");

      registry.model.set(model("fashion", "1"));
      registry.fire(RegistryEvent.Type.WENT_LIVE, "fashion");
      registry.fire(RegistryEvent.Type.UNLOADED, "no-such-model");
      TestStreams.await(() -> "1".repeat(8).equals(live(client)), "the new live version");
      TestStreams.await(
          () -> transport.admin().missing(transport.names().ofModel("fashion")).isEmpty(),
          "the model's topics");
      TestStreams.await(
          () -> TestStreams.readAll(client, "hillock.registry.events").size() == 2, "two events");

      List<ConsumerRecord<byte[], byte[]>> events =
          TestStreams.readAll(client, "hillock.registry.events");
      JsonObject event = json(events.get(0).value());
      assertEquals("WENT_LIVE", event.getString("type"));
      assertEquals("fashion", event.getString("model"));
      assertEquals("2026-01-02T03:04:05Z", event.getString("at"));
      assertEquals("node", event.getString("node"));

      mirror.close();
      assertEquals(Optional.empty(), Optional.ofNullable(registry.listener.get()));
    }
  }

  private static String live(java.util.Map<String, Object> client) {
    String live = "";
    try {
      for (ConsumerRecord<byte[], byte[]> record :
          TestStreams.readAll(client, "hillock.registry")) {
        assertEquals("node/fashion", new String(record.key(), StandardCharsets.UTF_8));
        live = json(record.value()).getString("live");
      }
    } catch (NullPointerException | IllegalArgumentException topicNotThereYet) {
      return "";
    }
    return live.substring(live.lastIndexOf(':') + 1);
  }

  private static ModelInfo model(String name, String digit) {
    VersionId id = new VersionId(name, "org.example", "1.0.0", digit.repeat(64));
    return new ModelInfo(
        name,
        List.of("alias"),
        Optional.of(id),
        List.of(new VersionInfo(id, VersionInfo.Phase.LIVE, AT, "test", "", 0)),
        RouteOptions.DEFAULT,
        1,
        0);
  }

  private static JsonObject json(byte[] value) {
    try (var reader = Json.createReader(new ByteArrayInputStream(value))) {
      return reader.readObject();
    }
  }

  /** A registry with one model and one listener. */
  private static final class FakeRegistry {
    final AtomicReference<ModelInfo> model;
    final AtomicReference<Consumer<RegistryEvent>> listener = new AtomicReference<>();

    FakeRegistry(ModelInfo first) {
      this.model = new AtomicReference<>(first);
    }

    void fire(RegistryEvent.Type type, String name) {
      listener.get().accept(new RegistryEvent(AT, type, name, "v", "text"));
    }

    @SuppressWarnings("unchecked")
    Registry proxy() {
      return (Registry)
          Proxy.newProxyInstance(
              Registry.class.getClassLoader(),
              new Class<?>[] {Registry.class},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "models" -> List.of(model.get());
                    case "model" -> find((String) arguments[0]);
                    case "onEvent" -> {
                      listener.set((Consumer<RegistryEvent>) arguments[0]);
                      yield (AutoCloseable) () -> listener.set(null);
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }

    private ModelInfo find(String name) {
      if (!name.equals(model.get().name())) {
        throw new UnknownModelException("no model " + name);
      }
      return model.get();
    }
  }
}
