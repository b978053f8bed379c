package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.UnknownModelException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;

/**
 * Shows outsiders what the registry holds and what happens in it, and has the topics of each of its
 * models created. Nobody reads the mirror back.
 */
final class RegistryMirror implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");

  private final Registry registry;
  private final KafkaTransport transport;
  private final String node;
  private final AtomicLong events = new AtomicLong();
  private final AutoCloseable subscription;

  /** Models whose state is to be shown; guarded by itself. */
  private final Set<String> changed = new HashSet<>();

  RegistryMirror(Registry registry, KafkaTransport transport, String node) {
    this.registry = registry;
    this.transport = transport;
    this.node = node;
    this.subscription = registry.onEvent(this::event);
    transport.keeper().run(this::showAll);
  }

  @Override
  public void close() {
    try {
      subscription.close();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "the registry's events did not end: " + e);
    }
  }

  private void event(RegistryEvent event) {
    String json =
        Json.createObjectBuilder()
            .add("at", event.at().toString())
            .add("node", node)
            .add("type", event.type().name())
            .add("model", event.model())
            .add("version", event.version())
            .add("text", event.text())
            .build()
            .toString();
    String key = node + "/" + event.at().toEpochMilli() + "/" + events.incrementAndGet();
    transport.documents().append(transport.names().registryEvents(), key, json);
    if (event.model().isEmpty()) {
      return;
    }
    boolean first;
    synchronized (changed) {
      first = changed.add(event.model());
    }
    if (first) {
      transport.keeper().run(() -> show(event.model()));
    }
  }

  private void showAll() {
    registry.models().forEach(this::publish);
  }

  private void show(String model) {
    synchronized (changed) {
      changed.remove(model);
    }
    try {
      publish(registry.model(model));
    } catch (UnknownModelException gone) {
      LOG.log(Level.DEBUG, "model " + model + " is gone");
    }
  }

  private void publish(ModelInfo model) {
    transport.keeper().want(transport.names().ofModel(model.name()));
    transport.documents().put(transport.names().registry(), node + "/" + model.name(), json(model));
  }

  private String json(ModelInfo model) {
    JsonArrayBuilder versions = Json.createArrayBuilder();
    for (VersionInfo version : model.versions()) {
      versions.add(
          Json.createObjectBuilder()
              .add("id", version.id().toString())
              .add("checkpoint", version.id().checkpoint())
              .add("phase", version.phase().name())
              .add("since", version.since().toString())
              .add("problem", version.problem()));
    }
    JsonObjectBuilder state =
        Json.createObjectBuilder()
            .add("node", node)
            .add("name", model.name())
            .add("aliases", Json.createArrayBuilder(model.aliases()))
            .add("live", model.live().map(VersionId::toString).orElse(""))
            .add("versions", versions)
            .add("manual", model.route().manual())
            .add("maxConcurrent", model.route().maxConcurrent())
            .add("calls", model.calls())
            .add("failed", model.failed());
    return state.build().toString();
  }
}
