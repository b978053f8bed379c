package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.StreamPosition;

/**
 * Where each stream of a writer stands: its last numbers, step, call, epoch and version. Written in
 * the transaction of the frames, so that it is true exactly when they are in the log. Belongs to
 * the writer's thread.
 */
final class Positions {
  private final TopicNames names;

  /** Kept, since each use of {@link Json} looks for a provider anew. */
  private final JsonBuilderFactory json = Json.createBuilderFactory(Map.of());

  private final Map<Key, Position> streams = new HashMap<>();
  private final Set<Key> changed = new LinkedHashSet<>();

  /** The newest position of each durable session that changed. */
  private final Map<UUID, StreamPosition> standing = new LinkedHashMap<>();

  private final String node;
  private final String life;

  private record Key(String model, StreamId stream) {}

  private static final class Position {
    final Map<String, Long> numbers = new TreeMap<>();
    String sessionName = "";
    String version = "";
    String ended = "";
    long call;
    long step = -1;
    int epoch;
  }

  /**
   * @param node platform that writes
   * @param life what tells this run of the platform from earlier ones
   */
  Positions(TopicNames names, String node, String life) {
    this.names = names;
    this.node = node;
    this.life = life;
  }

  /** Where a durable session stands after what was noted of it. */
  void stand(StreamPosition position) {
    standing.put(position.session(), position);
  }

  void note(FrameView frame) {
    Key key = new Key(frame.model(), StreamId.of(frame));
    Position position = streams.computeIfAbsent(key, absent -> new Position());
    position.sessionName = frame.sessionName();
    position.version = frame.version();
    position.call = frame.call();
    position.epoch = frame.epoch();
    position.numbers.put(frame.site(), frame.sequence());
    switch (frame.kind()) {
      case DATA -> position.step = Math.max(position.step, lastStep(frame));
      case RESUMED -> position.step = frame.firstStep() - 1;
      case END -> {
        position.step = Math.max(position.step, frame.firstStep() - 1);
        position.ended = frame.reason().isEmpty() ? "ended" : frame.reason();
      }
      default -> {
        // changed taps leave the position as it is
      }
    }
    changed.add(key);
  }

  /** Gives the records of all streams that changed since the last call, and forgets ended ones. */
  void drain(Consumer<Outgoing> records) {
    for (Key key : changed) {
      Position position = streams.get(key);
      records.accept(
          new Outgoing(
              names.positions(key.model()), 0, key.stream().key(), json(key.stream(), position)));
      if (!position.ended.isEmpty()) {
        streams.remove(key);
      }
    }
    changed.clear();
    for (StreamPosition position : standing.values()) {
      records.accept(
          new Outgoing(
              names.positions(position.model()),
              0,
              StoredPosition.key(position.session()),
              StoredPosition.encode(position, node, life)));
    }
    standing.clear();
  }

  private static long lastStep(FrameView frame) {
    long steps = frame.values().rank() == 0 ? 0 : frame.values().dim(0);
    return frame.firstStep() + (steps - 1) * frame.every();
  }

  private byte[] json(StreamId stream, Position position) {
    JsonObjectBuilder numbers = json.createObjectBuilder();
    position.numbers.forEach(numbers::add);
    return json.createObjectBuilder()
        .add("session", stream.session().toString())
        .add("row", stream.row())
        .add("name", position.sessionName)
        .add("node", node)
        .add("life", life)
        .add("version", position.version)
        .add("epoch", position.epoch)
        .add("call", position.call)
        .add("step", position.step)
        .add("numbers", numbers)
        .add("ended", position.ended)
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
