package org.hillock.registry.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hillock.api.activation.Tap;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.State;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.StreamStart;

/** An activation service over a log in memory, where a position is at once. */
final class FakeLog implements Recorders, StreamPositions {
  final Map<UUID, StreamPosition> positions = new ConcurrentHashMap<>();
  final List<String> told = new ArrayList<>();
  final List<Tap> taps = new ArrayList<>();
  volatile boolean answers = true;
  volatile boolean keepsLog = true;
  long maxStateBytes = 1 << 20;

  @Override
  public Recorder recorder(StreamStart start) {
    return new Keeping(start);
  }

  @Override
  public Optional<StreamPositions> positions() {
    return keepsLog ? Optional.of(this) : Optional.empty();
  }

  @Override
  public List<Tap> openTaps() {
    return List.copyOf(taps);
  }

  @Override
  public void adopt(List<Tap> adopted) {
    taps.addAll(adopted);
  }

  @Override
  public long maxStateBytes() {
    return maxStateBytes;
  }

  @Override
  public List<StreamPosition> resumable() {
    return positions.values().stream()
        .filter(p -> p.durable() && p.ended().isEmpty())
        .map(StreamPosition::listed)
        .toList();
  }

  @Override
  public Optional<StreamPosition> find(String model, UUID session, long nanos) {
    return Optional.ofNullable(positions.get(session));
  }

  @Override
  public boolean await(UUID session, long nanos) {
    return answers;
  }

  private final class Keeping implements Recorder {
    private final StreamStart start;
    private final Map<String, long[]> numbers = new HashMap<>();
    private String version = "";
    private long call;
    private int epoch;

    Keeping(StreamStart start) {
      this.start = start;
      start.numbers().lossless().forEach((site, next) -> numbers.put(site, next.clone()));
    }

    @Override
    public boolean active() {
      return true;
    }

    @Override
    public void admit(long nanos) {}

    @Override
    public Hooks begin(VersionId by, ModelCard card, Inputs inputs, long number, int now) {
      version = by.toString();
      call = number;
      epoch = now;
      return Hooks.NONE;
    }

    @Override
    public void commit() {
      numbers.computeIfAbsent("v", site -> new long[start.rows()])[0]++;
    }

    @Override
    public void commit(State state) {
      commit();
      keep(call + 1, state, "");
    }

    @Override
    public void discard() {}

    @Override
    public void resumed(long step, int now, String reason) {
      told.add("resumed " + step + " epoch " + now);
    }

    @Override
    public void stand(VersionId by, long next, int now, State state, String reason) {
      version = by.toString();
      epoch = now;
      call = next - 1;
      told.add("stand " + next + " epoch " + now + (reason.isEmpty() ? "" : ": " + reason));
      keep(next, state, "");
    }

    @Override
    public StreamNumbers numbers() {
      return new StreamNumbers(Map.of(), numbers);
    }

    @Override
    public void suspend() {
      told.add("suspend");
    }

    @Override
    public void end(String reason) {
      told.add("end " + reason);
      keep(call + 1, null, reason);
    }

    private void keep(long next, State state, String ended) {
      StreamPosition last = positions.get(start.session());
      long step = state != null ? state.step() : last == null ? 0 : last.step();
      positions.put(
          start.session(),
          new StreamPosition(
              start.session(),
              start.name(),
              start.model(),
              start.rows(),
              "node",
              version,
              epoch,
              next,
              step,
              numbers(),
              start.durable(),
              start.durable() ? state : null,
              ended));
    }
  }
}
