package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.StreamPosition;

/**
 * Looks through the positions once after the start, as soon as the broker answers: learns of the
 * durable sessions of this node, and ends in the log every stream of an earlier life of it that can
 * not go on. One thread, which ends when that is done.
 */
final class PositionSweep implements AutoCloseable {
  static final String REASON = "platform ended; the session was not durable";

  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long PAUSE_MS = 200;
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LIMIT = TimeUnit.MINUTES.toNanos(5);

  private final KafkaTransport transport;
  private final PositionLog log;
  private final DurableLog durable;
  private final DurableSessions sessions;
  private final String node;
  private final String life;
  private final Thread thread;
  private volatile boolean closed;

  PositionSweep(
      KafkaTransport transport,
      PositionLog log,
      DurableLog durable,
      DurableSessions sessions,
      String node,
      String life) {
    this.transport = transport;
    this.log = log;
    this.durable = durable;
    this.sessions = sessions;
    this.node = node;
    this.life = life;
    this.thread = new Thread(this::run, "hillock-positions");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        if (transport.admin().reachable()) {
          sweep();
          return;
        }
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        return;
      } catch (KafkaException e) {
        LOG.log(Level.DEBUG, "positions are looked through again: " + e);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "positions cannot be looked through: " + e);
        return;
      }
    }
  }

  /** Waits until what earlier writers left or had begun is in the log; false when closed. */
  private boolean awaitWriters() throws InterruptedException {
    while (!durable.awaitWriters(System.nanoTime() + SLICE)) {
      if (closed) {
        return false;
      }
      Thread.sleep(PAUSE_MS);
    }
    return true;
  }

  private void sweep() throws InterruptedException {
    if (transport.writersLeft() && !awaitWriters()) {
      return;
    }
    List<String> models = new ArrayList<>();
    for (String topic : transport.admin().list().keySet()) {
      String model = transport.names().modelOfPositions(topic);
      if (!model.isEmpty() && !log.isEmpty(topic)) {
        models.add(model);
      }
    }
    if (models.isEmpty()) {
      return;
    }
    if (!awaitWriters()) {
      return;
    }
    for (String model : models) {
      close(model, left(model));
    }
  }

  /** Learns of durable sessions; returns streams that were left open and are not durable. */
  private List<PositionRow> left(String model) {
    Map<String, PositionRow> rows = new TreeMap<>();
    Map<UUID, StreamPosition> states = new HashMap<>();
    log.scan(
        transport.names().positions(model),
        (key, value) -> {
          try {
            if (key.endsWith("/state")) {
              StreamPosition position = StoredPosition.decode(value, false);
              states.put(position.session(), position);
            } else {
              rows.put(key, PositionRow.parse(value));
            }
          } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, model + ", position " + key + ": " + e.getMessage());
          }
        },
        System.nanoTime() + LIMIT);
    Set<UUID> kept = new HashSet<>(states.keySet());
    states.values().stream()
        .filter(p -> p.node().equals(node) && p.ended().isEmpty())
        .forEach(sessions::found);
    return rows.values().stream()
        .filter(row -> row.node().equals(node) && !row.life().equals(life))
        .filter(row -> row.ended().isEmpty() && !kept.contains(row.stream().session()))
        .toList();
  }

  private void close(String model, List<PositionRow> streams) throws InterruptedException {
    if (streams.isEmpty()) {
      return;
    }
    Map<UUID, List<FrameView>> markers = new HashMap<>();
    for (PositionRow row : streams) {
      markers
          .computeIfAbsent(row.stream().session(), absent -> new ArrayList<>())
          .add(PositionMarker.end(model, row, node, REASON));
    }
    Channel channel = transport.open(model, Delivery.LOSSLESS);
    try {
      markers.values().forEach(frames -> channel.offer(frames, 0, () -> {}));
      while (channel.queued() > 0 && !closed) {
        Thread.sleep(PAUSE_MS);
      }
    } finally {
      channel.close();
    }
    LOG.log(
        Level.INFO,
        "model " + model + ": ended " + streams.size() + " streams in the log: " + REASON);
  }
}
