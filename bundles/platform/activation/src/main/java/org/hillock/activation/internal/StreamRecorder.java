package org.hillock.activation.internal;

import java.util.UUID;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Recorder;

/** The recorder of one client or session; its rows are the streams. */
final class StreamRecorder implements Recorder {
  private static final Delivery[] DELIVERIES = Delivery.values();
  private static final long MARKER_BYTES = 1024;

  private final ModelFlow flow;
  private final UUID session;
  private final String name;
  private final int rows;
  private final String node;
  private final MicroClock clock;
  private final Numbers[] numbers = new Numbers[DELIVERIES.length];
  private final Sampling[] sampling = new Sampling[DELIVERIES.length];

  private final BufferPool pool = new BufferPool();
  private Plan plan;
  private boolean planIsNews;
  private CallBuffer current;
  private CallHeader lastHeader;
  private VersionId version;
  private String versionText;
  private Channel granted;
  private long reserved;
  private long expected = 16 << 10;
  private boolean ended;
  private long lastStep;

  /** Readers must still be told that nothing is sampled any more. */
  private boolean mustTell;

  StreamRecorder(
      ModelFlow flow, UUID session, String name, int rows, String node, MicroClock clock) {
    this.flow = flow;
    this.session = session;
    this.name = name;
    this.rows = rows;
    this.node = node;
    this.clock = clock;
    for (Delivery delivery : DELIVERIES) {
      numbers[delivery.ordinal()] = new Numbers(rows);
      sampling[delivery.ordinal()] = new Sampling(delivery, rows);
    }
  }

  @Override
  public boolean active() {
    return flow.wanted() != Wanted.NOTHING || mustTell;
  }

  @Override
  public void admit(long nanos) {
    synchronized (this) {
      if (ended || !flow.wanted().any(Delivery.LOSSLESS)) {
        return;
      }
      giveBack();
    }
    Outlet outlet = flow.outlet(Delivery.LOSSLESS);
    Channel room = null;
    String interrupted = "";
    long bytes = expected;
    try {
      room = outlet.admit(bytes, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted = ", the wait was interrupted";
    }
    if (room == null) {
      throw new BackpressureException(outlet.describe(nanos) + interrupted);
    }
    synchronized (this) {
      granted = room;
      reserved = bytes;
    }
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
  public synchronized void commit() {
    CallBuffer buffer = current;
    current = null;
    if (buffer == null) {
      giveBack();
      return;
    }
    buffer.header.wallTime = clock.micros();
    lastStep = Math.max(lastStep, buffer.header.firstStep);
    buffer.hold();
    long bytes = 0;
    for (Delivery delivery : DELIVERIES) {
      bytes += hand(buffer, delivery);
    }
    pool.learn(bytes);
    if (planIsNews) {
      planIsNews = false;
      mustTell = sampling[0].any() || sampling[1].any();
    }
    buffer.release();
    giveBack();
  }

  private long hand(CallBuffer buffer, Delivery delivery) {
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
    if (list.isEmpty()) {
      return 0;
    }
    boolean lossless = delivery == Delivery.LOSSLESS;
    boolean room = lossless && granted != null;
    Channel channel = room ? granted : flow.outlet(delivery).channel();
    if (channel == null) {
      return bytes;
    }
    buffer.hold();
    channel.offer(list, room ? reserved : lossless ? 0 : bytes, buffer.done());
    if (lossless) {
      expected = Math.max(expected, bytes);
      if (room) {
        settle();
      }
    }
    return bytes;
  }

  @Override
  public synchronized void discard() {
    current = null;
    giveBack();
  }

  @Override
  public synchronized void resumed(long step, int epoch, String reason) {
    if (lastHeader != null) {
      CallHeader header = lastHeader.copy();
      header.epoch = epoch;
      tellStreams(Kind.RESUMED, header, step, reason);
    }
  }

  @Override
  public synchronized void end(String reason) {
    if (ended) {
      return;
    }
    ended = true;
    mustTell = false;
    current = null;
    giveBack();
    pool.clear();
    if (lastHeader != null) {
      tellStreams(Kind.END, lastHeader.copy(), 0, reason);
    }
    plan = null;
    lastHeader = null;
  }

  private void tellStreams(Kind kind, CallHeader header, long step, String reason) {
    header.wallTime = clock.micros();
    for (Delivery delivery : DELIVERIES) {
      Channel channel = flow.outlet(delivery).channel();
      Numbers own = numbers[delivery.ordinal()];
      if (channel == null || !own.any()) {
        continue;
      }
      FrameList list = new FrameList();
      for (int row = 0; row < rows; row++) {
        list.append(Markers.ofStream(kind, header, row, own.of("")[row]++, step, reason));
      }
      channel.offer(list, delivery == Delivery.LOSSLESS ? 0 : MARKER_BYTES * rows, () -> {});
    }
  }

  /** Gives a reservation back that no frames used. */
  private void giveBack() {
    if (granted != null) {
      granted.release(reserved);
      settle();
    }
  }

  private void settle() {
    granted = null;
    flow.outlet(Delivery.LOSSLESS).settle();
  }

  private CallBuffer takeBuffer() {
    CallBuffer free = pool.take(plan);
    if (free != null) {
      return free;
    }
    CallHeader header = new CallHeader(session, name, flow.model(), node, rows);
    return new CallBuffer(plan, header, rows, pool::giveBack);
  }
}
