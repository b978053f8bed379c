package org.hillock.stream.internal;

import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hillock.activation.internal.Hub;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.RegistryException;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.broker.internal.RealBroker;
import org.hillock.registry.internal.CoreRegistry;
import org.hillock.registry.internal.Limits;
import org.hillock.registry.internal.MemoryJournal;
import org.hillock.registry.internal.Parts;
import org.hillock.registry.internal.RecorderSource;
import org.hillock.registry.internal.Source;

/**
 * A platform in a process of its own, without a framework: broker, stream, activations, registry
 * and two models, of which one is tapped. Prints one line for whatever happened.
 */
final class PlatformMain {
  static final String TAPPED = "tapped";
  static final String QUIET = "quiet";

  private static final PrintStream OUT = System.out;

  private final CoreRegistry registry;

  private PlatformMain(CoreRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param args folder, life, and either nothing, to open sessions and call them for ever, or the
   *     ids and models ({@code id=model=rows}) of those to resume, to call each a hundred times
   *     more and to end
   */
  public static void main(String... args) throws Exception {
    StreamSettings settings =
        new StreamSettings("hillock.", "node", 2, 2, 50_000_000, 4 << 20, 32 << 20, 1 << 20);
    RecorderSource recorders = new RecorderSource();
    try (RealBroker broker = new RealBroker(Path.of(args[0]));
        KafkaTransport transport = new KafkaTransport(broker.broker(), settings, args[1]);
        Hub hub = new Hub("node");
        CoreRegistry registry =
            new CoreRegistry(
                Limits.DEFAULT, new MemoryJournal(), Path.of(args[0], "notes"), recorders)) {
      hub.transport("kafka", transport, false);
      recorders.set(hub);
      live(registry, TAPPED);
      live(registry, QUIET);
      hub.open(new Tap("t", TAPPED, LeakySum.SITE, 1, Delivery.LOSSLESS));
      PlatformMain platform = new PlatformMain(registry);
      if (args.length == 2) {
        platform.begin(transport.positions().orElseThrow());
      } else {
        platform.goOn(List.of(args).subList(2, args.length));
      }
    }
    say("end");
  }

  private void begin(StreamPositions positions) throws InterruptedException {
    List<Opened> sessions = new ArrayList<>();
    sessions.add(open(TAPPED, 3, true));
    sessions.add(open(TAPPED, 1, true));
    sessions.add(open(QUIET, 2, true));
    sessions.add(open(TAPPED, 2, false));
    List<Thread> callers = sessions.stream().map(Opened::call).toList();
    UUID plain = sessions.get(3).session().id();
    while (positions.find(TAPPED, plain, TimeUnit.SECONDS.toNanos(60)).isEmpty()) {
      Thread.sleep(10);
    }
    while (callers.stream().allMatch(Thread::isAlive)) {
      long least = positions.resumable().stream().mapToLong(StreamPosition::call).min().orElse(0);
      say("committed " + least);
      Thread.sleep(10);
    }
  }

  private Opened open(String model, int rows, boolean durable) {
    CallOptions call = new CallOptions(model, rows, Duration.ofSeconds(60));
    Session session = registry.open(model, new SessionOptions(call, 0, durable));
    say("open " + session.id() + " " + model + " " + rows + " " + durable);
    return new Opened(session, rows);
  }

  private record Opened(Session session, int rows) {
    Thread call() {
      Thread thread = new Thread(() -> calls(session, rows, Long.MAX_VALUE));
      thread.start();
      return thread;
    }
  }

  private void goOn(List<String> sessions) throws InterruptedException {
    for (String each : sessions) {
      String[] parts = each.split("=");
      UUID id = UUID.fromString(parts[0]);
      int rows = Integer.parseInt(parts[2]);
      CallOptions call = new CallOptions("", rows, Duration.ofSeconds(60));
      try (Session session = registry.resume(id, parts[1], new SessionOptions(call, 0))) {
        say("resumed " + id + " " + session.call() + " " + session.step() + " " + session.epoch());
        calls(session, rows, 100);
      } catch (RegistryException e) {
        say("refused " + id + " " + e.getClass().getSimpleName() + " " + e.getMessage());
        awaitEnd(id, parts[1], rows);
      }
    }
  }

  /** Until the log says that the session has ended. */
  private void awaitEnd(UUID id, String model, int rows) throws InterruptedException {
    CallOptions call = new CallOptions("", rows, Duration.ofSeconds(60));
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < limit) {
      try {
        registry.resume(id, model, new SessionOptions(call, 0));
        throw new IllegalStateException("expected no way to go on with " + id);
      } catch (SessionClosedException e) {
        if (e.getMessage().contains(PositionSweep.REASON)) {
          say("ended " + id + " " + e.getMessage());
          return;
        }
        Thread.sleep(20);
      }
    }
  }

  private static void calls(Session session, int rows, long count) {
    Outputs out = Outputs.of(Tensor.zeros(DType.F64, rows));
    for (long i = 0; i < count; i++) {
      long call = session.call();
      session.apply(LeakySum.inputs(call, rows), out);
      double[] v = out.tensor(0).doubles();
      say("call " + session.id() + " " + call + " " + v[rows - 1]);
    }
  }

  private static synchronized void say(String line) {
    OUT.println(line);
    OUT.flush();
  }

  private static void live(CoreRegistry registry, String model) throws Exception {
    VersionId id = new VersionId(model, "test", "1.0.0", Checkpoint.NONE);
    registry.add(
        id,
        new Source() {
          @Override
          public String describe() {
            return "memory";
          }

          @Override
          public Parts load() {
            return new Memory(new LeakySum(model));
          }
        });
    registry.swap(SwapRequest.to(id)).get(30, TimeUnit.SECONDS);
  }

  private record Memory(ModelFactory factory) implements Parts {
    @Override
    public Checkpoint checkpoint() {
      return Checkpoint.empty("test");
    }

    @Override
    public Set<Object> owners() {
      return Set.of();
    }

    @Override
    public void letGo() {}

    @Override
    public Released release() {
      return new Released(true, true, List.<WeakReference<ClassLoader>>of());
    }
  }
}
