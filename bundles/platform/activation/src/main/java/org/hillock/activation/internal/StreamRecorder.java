package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.State;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamStart;

/** The recorder of one client or session; its rows are the streams. */
final class StreamRecorder implements Recorder {
  private static final Delivery[] DELIVERIES = Delivery.values();
  private static final long MARKER_BYTES = 1024;

  private final ModelFlow flow;
  private final StreamStart start;
  private final int rows;
  private final String node;
  private final MicroClock clock;
  private final Numbers[] numbers = new Numbers[DELIVERIES.length];
  private final Sampling[] sampling = new Sampling[DELIVERIES.length];

  /** Null for a session that ends with its platform. */
  private final Durability durability;

  private final Room room;
  private final BufferPool pool = new BufferPool();
  private Plan plan;
  private boolean planIsNews;
  private CallBuffer current;
  private CallHeader lastHeader;
  private VersionId version;
  private String versionText;
  private boolean ended;
  private long lastStep;

  /** Readers must still be told that nothing is sampled any more. */
  private boolean mustTell;

  StreamRecorder(ModelFlow flow, StreamStart start, String node, MicroClock clock) {
    this.flow = flow;
    this.start = start;
    this.rows = start.rows();
    this.node = node;
    this.clock = clock;
    this.room = new Room(this, flow);
    this.durability = start.durable() ? new Durability(flow, start, node) : null;
    numbers[Delivery.LIVE.ordinal()] = new Numbers(rows, start.numbers().live());
    numbers[Delivery.LOSSLESS.ordinal()] = new Numbers(rows, start.numbers().lossless());
    for (Delivery delivery : DELIVERIES) {
      sampling[delivery.ordinal()] = new Sampling(delivery, rows);
    }
  }

  @Override
  public boolean active() {
    return flow.wanted() != Wanted.NOTHING || mustTell || durability != null;
  }

  @Override
  public void admit(long nanos) {
    synchronized (this) {
      if (ended || durability == null && !flow.wanted().any(Delivery.LOSSLESS)) {
        return;
      }
      room.giveBack();
    }
    room.await(durability == null ? 0 : durability.bytes(), nanos, durability != null);
  }

  @Override
  public synchronized Hooks begin(
      VersionId newVersion, ModelCard card, Inputs inputs, long call, int epoch) {
    if (ended) {
      return Hooks.NONE;
    }
    Wanted wanted = flow.wanted();
    if (plan == null || !plan.fits(wanted, card)) {
      plan = new Plan(wanted, card);
      planIsNews = true;
      flow.seen(card);
      pool.clear();
    }
    if (newVersion != version) {
      version = newVersion;
      versionText = newVersion.toString();
    }
    current = takeBuffer();
    lastHeader = current.header;
    lastHeader.begin(inputs, versionText, call, epoch, clock.micros());
    return wanted == Wanted.NOTHING ? Hooks.NONE : current;
  }

  @Override
  public void commit() {
    commit(null);
  }

  @Override
  public synchronized void commit(State state) {
    CallBuffer buffer = current;
    current = null;
    if (buffer == null) {
      room.giveBack();
      return;
    }
    buffer.header.wallTime = clock.micros();
    lastStep = Math.max(lastStep, buffer.header.firstStep);
    buffer.hold();
    long bytes = 0;
    for (Delivery delivery : DELIVERIES) {
      bytes += hand(buffer, delivery, state);
    }
    pool.learn(bytes);
    if (planIsNews) {
      planIsNews = false;
      mustTell = sampling[0].any() || sampling[1].any();
    }
    buffer.release();
    room.giveBack();
  }

  private long hand(CallBuffer buffer, Delivery delivery, State state) {
    Numbers own = numbers[delivery.ordinal()];
    FrameList list = buffer.list(delivery);
    long bytes = 0;
    if (planIsNews) {
      FrameList tell = buffer.header.call == 0 ? null : list;
      bytes =
          MARKER_BYTES
              * sampling[delivery.ordinal()].change(plan, buffer.header, lastStep, own, tell);
    }
    bytes += buffer.collect(delivery, own);
    boolean lossless = delivery == Delivery.LOSSLESS;
    if (list.isEmpty() && (!lossless || state == null)) {
      return 0;
    }
    if (lossless) {
      handLossless(buffer, list, state, bytes);
      return bytes;
    }
    Channel channel = flow.outlet(delivery).channel();
    if (channel != null) {
      buffer.hold();
      channel.offer(list, bytes, buffer.done());
    }
    return bytes;
  }

  private void handLossless(CallBuffer buffer, FrameList list, State state, long bytes) {
    StreamPosition position =
        state == null ? null : durability.after(buffer.header, state, numbers());
    buffer.hold();
    room.use(list, position, bytes, buffer.done());
  }

  @Override
  public synchronized void discard() {
    current = null;
    room.giveBack();
  }

  @Override
  public synchronized void resumed(long step, int epoch, String reason) {
    if (lastHeader != null) {
      CallHeader header = lastHeader.copy();
      header.epoch = epoch;
      tellStreams(Kind.RESUMED, header, step, reason, null);
    }
  }

  @Override
  public synchronized void stand(
      VersionId newVersion, long call, int epoch, State state, String reason) {
    if (ended) {
      return;
    }
    CallHeader header = new CallHeader(start.session(), start.name(), flow.model(), node, 0);
    header.version = newVersion.toString();
    header.call = Math.max(0, call - 1);
    header.epoch = epoch;
    lastHeader = header;
    lastStep = state.step();
    durability.stand(header, call, state);
    if (reason.isEmpty()) {
      room.tell(List.of(), durability.position(state, numbers(), ""));
    } else {
      tellStreams(Kind.RESUMED, header, state.step(), reason, state);
    }
    room.giveBack();
  }

  @Override
  public synchronized StreamNumbers numbers() {
    return new StreamNumbers(
        numbers[Delivery.LIVE.ordinal()].all(), numbers[Delivery.LOSSLESS.ordinal()].all());
  }

  @Override
  public synchronized void suspend() {
    if (!ended) {
      release();
    }
  }

  @Override
  public synchronized void end(String reason) {
    if (ended) {
      return;
    }
    if (lastHeader != null) {
      tellStreams(Kind.END, lastHeader.copy(), 0, reason, null);
    }
    release();
  }

  private void release() {
    ended = true;
    mustTell = false;
    current = null;
    room.giveBack();
    pool.clear();
    plan = null;
    lastHeader = null;
    if (durability != null) {
      durability.release();
    }
  }

  private void tellStreams(Kind kind, CallHeader header, long step, String reason, State state) {
    header.wallTime = clock.micros();
    Channel live = flow.outlet(Delivery.LIVE).channel();
    if (live != null) {
      FrameList list = markers(Delivery.LIVE, kind, header, step, reason);
      if (!list.isEmpty()) {
        live.offer(list, MARKER_BYTES * rows, () -> {});
      }
    }
    FrameList list = markers(Delivery.LOSSLESS, kind, header, step, reason);
    boolean closes = kind == Kind.END;
    room.tell(
        list,
        durability == null ? null : durability.position(state, numbers(), closes ? reason : ""));
  }

  private FrameList markers(
      Delivery delivery, Kind kind, CallHeader header, long step, String reason) {
    FrameList list = new FrameList();
    Numbers own = numbers[delivery.ordinal()];
    if (flow.outlet(delivery).serves() && own.any()) {
      for (int row = 0; row < rows; row++) {
        list.append(Markers.ofStream(kind, header, row, own.of("")[row]++, step, reason));
      }
    }
    return list;
  }

  private CallBuffer takeBuffer() {
    CallBuffer free = pool.take(plan);
    if (free != null) {
      return free;
    }
    CallHeader header = new CallHeader(start.session(), start.name(), flow.model(), node, rows);
    return new CallBuffer(plan, header, rows, pool::giveBack);
  }
}
