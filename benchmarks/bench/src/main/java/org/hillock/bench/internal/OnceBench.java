package org.hillock.bench.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Transport;
import org.hillock.broker.Broker;
import org.osgi.framework.ServiceRegistration;

/**
 * Counts, after swaps and deaths of the broker, whether each frame of each call that returned is in
 * the log once.
 */
final class OnceBench {
  private static final String BUNDLE = "org.hillock.bench.once";
  private static final String MODEL = "bench-once";
  private static final int SESSIONS = 4;
  private static final int ROWS = 250;
  private static final long DRAIN_SECONDS = 120;
  private static final int ABOVE_KAFKA = 1000;

  private final Registry registry;
  private final Deployer deployer;
  private final Activations activations;
  private final BrokerKiller broker;
  private final Services services;
  private final PrintStream out;
  private final Plan plan;
  private final List<LedgerCaller> callers = new ArrayList<>();
  private int swapped;
  private int killed;
  private int tick;

  /** How much of what. */
  record Plan(long frames, int swaps, int kills, boolean mutate) {
    long calls() {
      return Math.max(4, (frames + SESSIONS * ROWS - 1) / (SESSIONS * ROWS));
    }
  }

  OnceBench(Registry registry, Deployer deployer, Services services, PrintStream out, Plan plan) {
    this.registry = registry;
    this.deployer = deployer;
    this.activations = services.get(Activations.class);
    this.broker = new BrokerKiller(services.get(Broker.class));
    this.services = services;
    this.out = out;
    this.plan = plan;
  }

  boolean run(Bundles bundles, Path folder) throws IOException, InterruptedException {
    long since = System.currentTimeMillis();
    broker.awaitReady();
    Path[] jars = bundles.jars(BUNDLE, MODEL);
    VersionId[] ids = {deployer.deploy(jars[0]).get(0), deployer.deploy(jars[1]).get(0)};
    registry.swap(SwapRequest.to(ids[0])).orTimeout(90, TimeUnit.SECONDS).join();
    ServiceRegistration<Transport> mutating = plan.mutate() ? mutate() : null;
    Tap tap = new Tap(MODEL, MODEL, "v", 1, Delivery.LOSSLESS);
    activations.open(tap);
    try {
      Path ledgers = Files.createDirectory(folder.resolve("ledgers"));
      long began = System.nanoTime();
      load(ledgers, ids);
      double seconds = (System.nanoTime() - began) / 1e9;
      say("an outside process reads what is committed and compares");
      return judge(seconds, outside(since, ledgers));
    } finally {
      activations.close(MODEL);
      if (mutating != null) {
        mutating.unregister();
      }
    }
  }

  private ServiceRegistration<Transport> mutate() throws InterruptedException {
    say("planted: one frame without a number, one with the number after its own");
    Transport mutating = new MutatingTransport(services.kafka(), plan.calls() / 2);
    return services
        .context()
        .registerService(
            Transport.class,
            mutating,
            new Hashtable<>(Map.of(Transport.NAME, "mutating", "service.ranking", ABOVE_KAFKA)));
  }

  private void load(Path ledgers, VersionId[] ids) throws IOException, InterruptedException {
    say(
        "%d sessions, %d rows a call, %d calls each: %d frames, %d swaps, %d kills",
        SESSIONS, ROWS, plan.calls(), plan.calls() * ROWS * SESSIONS, plan.swaps(), plan.kills());
    List<Session> sessions = new ArrayList<>();
    try {
      for (int i = 0; i < SESSIONS; i++) {
        CallOptions call = new CallOptions(MODEL + "-" + i, ROWS, java.time.Duration.ofSeconds(90));
        Session session = registry.open(MODEL, new SessionOptions(call, 0));
        sessions.add(session);
        callers.add(caller(session, ledgers.resolve("ledger-" + i), i));
      }
      callers.forEach(Thread::start);
      drive(ids);
      for (LedgerCaller caller : callers) {
        caller.join();
      }
    } finally {
      sessions.forEach(Session::close);
    }
    drain();
  }

  private static LedgerCaller caller(Session session, Path file, int seed) throws IOException {
    Ledger ledger = Ledger.create(file, session.id(), LedgerCaller.SITE, ROWS, false);
    return new LedgerCaller(
        session, ledger, ROWS, new float[ROWS * LedgerCaller.UNITS], 0, seed, 0);
  }

  /**
   * Swaps and kills at fixed shares of the load, which waits for each a little later: it cannot be
   * over before they happen, and goes on while they do.
   */
  private void drive(VersionId[] ids) throws InterruptedException {
    long all = plan.calls() * SESSIONS;
    long slack = Math.max(1, plan.calls() / (2L * (plan.kills() + plan.swaps() + 1)));
    while (callers.stream().anyMatch(Thread::isAlive)) {
      long done = returned();
      long next = plan.calls();
      if (killed < plan.kills()) {
        next = Math.min(next, plan.calls() * (killed + 1L) / (plan.kills() + 1) + slack);
        if (done * (plan.kills() + 1) >= all * (killed + 1L)) {
          kill(done);
        }
      }
      if (swapped < plan.swaps()) {
        next = Math.min(next, plan.calls() * (swapped + 1L) / (plan.swaps() + 1) + slack);
        if (done * (plan.swaps() + 1) >= all * (swapped + 1L)) {
          swap(ids);
        }
      }
      long limit = next;
      callers.forEach(caller -> caller.limit(limit));
      if (done == all) {
        callers.forEach(LedgerCaller::finish);
      }
      if (done * 10 >= all * (tick + 1)) {
        tick = (int) (done * 10 / all);
        say("  %d frames returned, %d swaps, %d kills", done * ROWS, swapped, killed);
      }
      Thread.sleep(2);
    }
  }

  /** Kills when frames are on their way, which they are unless the load is very small. */
  private void kill(long calls) throws InterruptedException {
    broker.awaitReady();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (status().queued() == 0 && System.nanoTime() - until < 0) {
      Thread.sleep(1);
    }
    long queued = status().queued();
    long pid = broker.kill();
    killed++;
    say(
        "  broker %d killed with -9 after %d frames, %d of them not in the log yet",
        pid, calls * ROWS, queued);
  }

  private void swap(VersionId[] ids) {
    VersionId next = ids[(swapped + 1) % 2];
    registry.swap(SwapRequest.to(next)).orTimeout(90, TimeUnit.SECONDS).join();
    swapped++;
  }

  /** Waits until the log has all that was handed over. */
  private void drain() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    while (status().queued() > 0) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException(
            "expected all frames in the log within " + DRAIN_SECONDS + " s, got " + status());
      }
      Thread.sleep(10);
    }
    broker.awaitReady();
  }

  private TapStatus status() {
    return activations.taps().stream()
        .filter(t -> t.tap().name().equals(MODEL))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("expected tap " + MODEL + ", got none"));
  }

  private List<String> outside(long since, Path ledgers) throws IOException, InterruptedException {
    Path client = services.folder("hillock.data").resolve("broker/reader.properties");
    return new OutsideProcess(services.folder("hillock.home"), client)
        .run("hillock.activations." + MODEL, since, ledgers);
  }

  private boolean judge(double seconds, List<String> lines) {
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    lines.stream().filter(line -> !AuditResult.is(line)).forEach(out::println);
    if (!AuditResult.is(last)) {
      say("bench exactly-once: expected counts of the outside process, got none: SHORT");
      return false;
    }
    AuditResult result = AuditResult.parse(last);
    long refused = callers.stream().mapToLong(LedgerCaller::refused).sum();
    String failure = failure();
    boolean whole =
        returned() == plan.calls() * SESSIONS && killed == plan.kills() && swapped == plan.swaps();
    boolean good = result.good() && failure.isEmpty() && whole;
    out.printf(Locale.ROOT, "%n%-36s%14s%n", "", "frames");
    row("in the ledger", result.expected());
    row("in the log", result.frames());
    row("lost", result.lost());
    row("duplicated", result.duplicated());
    row("not in the ledger", result.foreign());
    row("with a number out of order", result.misnumbered());
    row("streams without an end marker", result.unended());
    if (!failure.isEmpty()) {
      out.println("a failure: " + failure);
    }
    say(
        "bench exactly-once: %d frames in %.0f s, %d swaps, broker killed %d times, %d calls"
            + " waited in vain and were made again; lost %d, duplicated %d, not in the ledger %d,"
            + " out of order %d%s: %s",
        result.expected(),
        seconds,
        swapped,
        killed,
        refused,
        result.lost(),
        result.duplicated(),
        result.foreign(),
        result.misnumbered(),
        plan.mutate() ? " (errors were planted)" : "",
        good ? "ok" : "SHORT");
    return good;
  }

  private void row(String name, long count) {
    out.printf(Locale.ROOT, "%-36s%14d%n", name, count);
  }

  private long returned() {
    return callers.stream().mapToLong(LedgerCaller::returned).sum();
  }

  private String failure() {
    return callers.stream()
        .map(LedgerCaller::failure)
        .filter(f -> !f.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
