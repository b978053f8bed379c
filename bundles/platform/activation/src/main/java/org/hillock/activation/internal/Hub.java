package org.hillock.activation.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.StreamStart;
import org.hillock.api.spi.Transport;

/** All flows of this platform, and the transport that they are on. */
public final class Hub implements Activations, Recorders, WaitingTaps, AutoCloseable {
  private static final Logger LOG = System.getLogger(Hub.class.getName());
  private static final long CALLS_IN_FLIGHT = TimeUnit.SECONDS.toNanos(30);
  private static final int MAX_NAME = 256;
  private static final long CALLBACK = TimeUnit.SECONDS.toNanos(3);

  private final String node;
  private final MicroClock clock = new MicroClock();
  private final Map<String, ModelFlow> flows = new ConcurrentHashMap<>();
  private final Map<String, String> modelOfTap = new ConcurrentHashMap<>();
  private final List<FollowedStream> followed = new CopyOnWriteArrayList<>();
  private final AtomicLong subscriptions = new AtomicLong();
  private final ScheduledExecutorService executor;
  private final TapCheck check = new TapCheck();
  private volatile String transportName = "none";
  private volatile Transport transport;
  private volatile boolean closed;

  /** A hub whose frames name this node. */
  public Hub(String node) {
    this.node = node;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "hillock-activation");
              thread.setDaemon(true);
              return thread;
            });
    executor.scheduleWithFixedDelay(this::connectAll, 2, 2, TimeUnit.SECONDS);
  }

  void cards(CardSource source) {
    check.cards(source);
  }

  /** Moves all flows to the best transport that there is now; null when there is none. */
  public void transport(String name, Transport next, boolean leaving) {
    transportName = name;
    transport = next;
    if (leaving) {
      moveAll(CALLBACK);
    } else if (!closed) {
      executor.execute(this::connectAll);
    }
  }

  void add(InterventionRef intervention) {
    flow(intervention.model()).add(intervention);
  }

  void remove(InterventionRef intervention) {
    flow(intervention.model()).remove(intervention);
    intervention.clear();
  }

  @Override
  public Recorder recorder(StreamStart start) {
    ModelFlow flow = flow(start.model());
    StreamRecorder recorder = new StreamRecorder(flow, shortened(start), node, clock);
    Transport now = transport;
    if (start.durable() && now != null) {
      connectNow(flow, Delivery.LOSSLESS, now);
    }
    return recorder;
  }

  private static StreamStart shortened(StreamStart s) {
    String name = s.name();
    return name.length() <= MAX_NAME
        ? s
        : new StreamStart(
            s.model(),
            s.session(),
            name.substring(0, MAX_NAME),
            s.rows(),
            s.durable(),
            s.numbers());
  }

  @Override
  public Optional<StreamPositions> positions() {
    Transport now = transport;
    return now == null ? Optional.empty() : now.positions();
  }

  @Override
  public synchronized List<Tap> openTaps() {
    Set<String> own = followed.stream().map(f -> f.tap().name()).collect(Collectors.toSet());
    return flows.values().stream()
        .flatMap(flow -> flow.taps().stream())
        .filter(tap -> !own.contains(tap.name()))
        .toList();
  }

  @Override
  public synchronized void adopt(List<Tap> taps) {
    Transport now = transport;
    for (Tap tap : taps) {
      if (!modelOfTap.containsKey(tap.name())) {
        put(tap);
      }
      if (now != null) {
        connectNow(flow(tap.model()), tap.delivery(), now);
      }
    }
  }

  private void connectNow(ModelFlow flow, Delivery delivery, Transport next) {
    try {
      connect(flow, delivery, next);
    } catch (TapRefusedException e) {
      LOG.log(Level.DEBUG, "the outlet keeps the reason, and the next round tries again: " + e);
    }
  }

  @Override
  public void open(Tap tap) {
    ModelFlow flow = flow(tap.model());
    Transport now = transport;
    if (now == null) {
      throw new TapRefusedException("expected a transport for tap " + tap.name() + ", got none");
    }
    check.require(tap, flow, now.maxFrameBytes());
    connect(flow, tap.delivery(), now);
    put(tap);
  }

  @Override
  public void openWaiting(Tap tap) {
    put(tap);
    executor.execute(this::connectAll);
  }

  private synchronized void put(Tap tap) {
    if (!tap.model().equals(modelOfTap.get(tap.name()))) {
      close(tap.name());
    }
    modelOfTap.put(tap.name(), tap.model());
    flow(tap.model()).add(tap);
  }

  @Override
  public synchronized boolean close(String tap) {
    String model = modelOfTap.remove(tap);
    return model != null && flow(model).remove(tap);
  }

  @Override
  public List<TapStatus> taps() {
    List<TapStatus> all = new ArrayList<>();
    Transport now = transport;
    for (ModelFlow flow : flows.values()) {
      for (Tap tap : flow.taps()) {
        all.add(check.status(tap, flow, transportName, now));
      }
    }
    all.sort((a, b) -> a.tap().name().compareTo(b.tap().name()));
    return all;
  }

  @Override
  public Subscription subscribe(
      String model, String site, int every, Delivery delivery, FrameListener listener) {
    String name = "subscription-" + subscriptions.incrementAndGet();
    FollowedStream stream =
        new FollowedStream(new Tap(name, model, site, every, delivery), listener, this::forget);
    stream.connect(transport);
    followed.add(stream);
    put(stream.tap());
    ModelFlow flow = flow(model);
    Transport now = transport;
    if (now != null) {
      try {
        connect(flow, delivery, now);
      } catch (TapRefusedException e) {
        // its status says so, and it is tried again
        return stream;
      }
    }
    return stream;
  }

  private void forget(FollowedStream stream) {
    followed.remove(stream);
    close(stream.tap().name());
  }

  /** What is wanted of a model now. */
  Wanted wanted(String model) {
    return flow(model).wanted();
  }

  private ModelFlow flow(String model) {
    return flows.computeIfAbsent(model, ModelFlow::new);
  }

  private void connect(ModelFlow flow, Delivery delivery, Transport next) {
    try {
      flow.outlet(delivery).connect(next, CALLS_IN_FLIGHT, true);
    } finally {
      flow.transportChanged(next.maxFrameBytes());
    }
  }

  private void connectAll() {
    try {
      moveAll(CALLS_IN_FLIGHT);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "expected transport " + transportName + " to open, got " + e);
    }
  }

  private synchronized void moveAll(long nanos) {
    Transport next = transport;
    Map<FollowedStream, Subscription> before = new HashMap<>();
    for (FollowedStream stream : followed) {
      before.put(stream, stream.connect(next));
    }
    for (ModelFlow flow : flows.values()) {
      for (Delivery delivery : Delivery.values()) {
        move(flow, delivery, next, nanos);
      }
      flow.transportChanged(next == null ? Integer.MAX_VALUE : next.maxFrameBytes());
    }
    before.forEach(FollowedStream::leave);
  }

  private void move(ModelFlow flow, Delivery delivery, Transport next, long nanos) {
    Outlet outlet = flow.outlet(delivery);
    boolean wanted = flow.wants(delivery);
    if (!outlet.serves() && !wanted) {
      return;
    }
    try {
      outlet.connect(next, nanos, wanted && !closed);
    } catch (TapRefusedException e) {
      // the outlet keeps the reason, and the next round tries again
      return;
    }
  }

  @Override
  public void close() {
    closed = true;
    executor.shutdownNow();
    List.copyOf(followed).forEach(FollowedStream::close);
    transport = null;
    moveAll(CALLBACK);
    try {
      executor.awaitTermination(CALLBACK, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
