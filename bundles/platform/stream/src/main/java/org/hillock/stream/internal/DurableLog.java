package org.hillock.stream.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.hillock.api.registry.NotDurableException;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamPositions;

/** Where sessions stand in the log, for whoever wants to go on with one. */
final class DurableLog implements StreamPositions {
  private static final long RETRY_MS = 200;

  private final PositionLog log;
  private final TopicNames names;
  private final String node;
  private final DurableSessions sessions;
  private final Supplier<LosslessWriter[]> writers;

  /**
   * @param writers opened when they are first asked for
   */
  DurableLog(
      PositionLog log,
      TopicNames names,
      String node,
      DurableSessions sessions,
      Supplier<LosslessWriter[]> writers) {
    this.log = log;
    this.names = names;
    this.node = node;
    this.sessions = sessions;
    this.writers = writers;
  }

  @Override
  public long maxStateBytes() {
    return StreamSettings.MAX_FRAME;
  }

  @Override
  public List<StreamPosition> resumable() {
    return sessions.list();
  }

  @Override
  public boolean await(UUID session, long nanos) throws InterruptedException {
    return sessions.await(session, nanos);
  }

  @Override
  public Optional<StreamPosition> find(String model, UUID session, long nanos)
      throws InterruptedException {
    String what = "session " + session + " of model " + model;
    long end = System.nanoTime() + nanos;
    if (!awaitWriters(end)) {
      throw new NotDurableException(what + ": the log does not answer: " + state());
    }
    if (!sessions.await(session, end - System.nanoTime())) {
      throw new NotDurableException(what + ": its last calls are not in the log yet: " + state());
    }
    try {
      return position(model, session, read(model, session, end, what));
    } catch (IllegalArgumentException e) {
      throw new NotDurableException(
          what + ": what the log holds of it is damaged: " + e.getMessage());
    }
  }

  /** Waits until all writers have opened. */
  boolean awaitWriters(long end) throws InterruptedException {
    for (LosslessWriter writer : writers.get()) {
      if (!writer.awaitOpen(end - System.nanoTime())) {
        return false;
      }
    }
    return true;
  }

  private Map<String, byte[]> read(String model, UUID session, long end, String what)
      throws InterruptedException {
    while (true) {
      try {
        return log.find(names.positions(model), session, end);
      } catch (InterruptException e) {
        Thread.interrupted();
        throw new InterruptedException();
      } catch (KafkaException e) {
        if (System.nanoTime() - end > 0) {
          throw new NotDurableException(what + ": the log does not answer: " + e.getMessage());
        }
        Thread.sleep(RETRY_MS);
      }
    }
  }

  private Optional<StreamPosition> position(
      String model, UUID session, Map<String, byte[]> records) {
    byte[] state = records.remove(session + "/state");
    if (state == null) {
      return records.values().stream()
          .map(PositionRow::parse)
          .max((a, b) -> Long.compare(a.step(), b.step()))
          .map(row -> position(model, row, records.size()));
    }
    StreamPosition found = StoredPosition.decode(state, true);
    if (!found.node().equals(node)) {
      throw new NotDurableException(
          "session " + session + " belongs to node " + found.node() + ", this is " + node);
    }
    return Optional.of(found);
  }

  private static StreamPosition position(String model, PositionRow row, int rows) {
    return new StreamPosition(
        row.stream().session(),
        row.name(),
        model,
        rows,
        row.node(),
        row.version(),
        row.epoch(),
        row.call() + 1,
        row.step() + 1,
        StreamNumbers.NONE,
        false,
        null,
        row.ended());
  }

  private String state() {
    for (LosslessWriter writer : writers.get()) {
      if (!writer.state().equals("open")) {
        return writer.state();
      }
    }
    return "the time was too short";
  }
}
