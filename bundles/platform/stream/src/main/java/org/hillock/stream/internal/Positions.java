package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hillock.api.activation.FrameView;

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

  Positions(TopicNames names) {
    this.names = names;
  }

  void note(FrameView frame) {
    Key key = new Key(frame.model(), StreamId.of(frame));
    Position position = streams.computeIfAbsent(key, absent -> new Position());
    position.sessionName = frame.sessionName();
    position.version = frame.version();
    position.call = frame.call();
    position.epoch = frame.epoch();
    if (!frame.site().isEmpty()) {
      position.numbers.put(frame.site(), frame.sequence());
    }
    switch (frame.kind()) {
      case DATA -> position.step = Math.max(position.step, lastStep(frame));
      case RESUMED -> position.step = frame.firstStep() - 1;
      case END -> position.ended = frame.reason().isEmpty() ? "ended" : frame.reason();
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
