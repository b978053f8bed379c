package org.hillock.bench.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.NotDurableException;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.SessionOptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Calls the small model under a lossless tap and keeps ledgers, whenever it is wanted and for as
 * long. Durable sessions of an earlier life go on; what it opened it closes when it is told to
 * stop, and leaves when its platform ends.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.hillock.bench.load",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LedgerLoadConfiguration.class)
public final class LedgerLoad {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  private final Registry registry;
  private final Activations activations;
  private final LedgerLoadConfiguration configuration;
  private final LoadFolder folder;
  private final Thread thread;
  private final List<LedgerCaller> callers = new ArrayList<>();
  private volatile boolean over;

  /** Waits to be wanted, on a thread of its own. */
  @Activate
  public LedgerLoad(
      @Reference Registry registry,
      @Reference Activations activations,
      LedgerLoadConfiguration configuration) {
    this.registry = registry;
    this.activations = activations;
    this.configuration = configuration;
    this.folder = new LoadFolder(Path.of(configuration.folder()));
    this.thread = new Thread(this::run, "hillock-bench-load");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    over = true;
    thread.interrupt();
    thread.join(TimeUnit.NANOSECONDS.toMillis(LIMIT_NANOS));
  }

  private void run() {
    try {
      folder.state("waits");
      while (!over) {
        await(folder::go, "a wish");
        once();
        folder.done();
        folder.state("stopped");
      }
    } catch (InterruptedException e) {
      callers.forEach(LedgerCaller::leave);
    } catch (IOException | RuntimeException e) {
      callers.forEach(LedgerCaller::leave);
      System.getLogger("org.hillock.bench").log(Level.ERROR, "the load failed", e);
      tell("failed: " + e);
    }
  }

  private void once() throws IOException, InterruptedException {
    String model = configuration.model();
    await(
        () ->
            registry.models().stream()
                .anyMatch(info -> info.name().equals(model) && info.live().isPresent()),
        "model " + model);
    activations.open(new Tap(model, model, LedgerCaller.SITE, 1, Delivery.LOSSLESS));
    open();
    callers.forEach(caller -> caller.limit(Long.MAX_VALUE));
    callers.forEach(Thread::start);
    folder.state("runs");
    await(() -> folder.stop() || callers.stream().anyMatch(c -> !c.isAlive()), "the end");
    callers.forEach(LedgerCaller::finish);
    for (LedgerCaller caller : callers) {
      caller.join();
      if (!caller.failure().isEmpty()) {
        throw new IllegalStateException(caller.failure());
      }
    }
    callers.clear();
    drain(model);
  }

  /** Durable sessions come first: the log answers when they are there. */
  private void open() throws IOException, InterruptedException {
    int durable = 0;
    LedgerPage dead = null;
    for (LedgerPage page : folder.pages()) {
      if (page.durable() && !page.closed()) {
        callers.add(resume(page));
        durable++;
      } else if (!page.closed()) {
        dead = page;
      }
    }
    for (; durable < configuration.durable(); durable++) {
      callers.add(begin(true));
    }
    for (int i = 0; i < configuration.sessions(); i++) {
      callers.add(begin(false));
    }
    if (dead != null) {
      expectClosed(dead.session());
    }
  }

  private LedgerCaller begin(boolean durable) throws IOException {
    Session session = registry.open(configuration.model(), options(durable));
    Path file = folder.ledger(session.id());
    int rows = configuration.rows();
    Ledger ledger = Ledger.create(file, session.id(), LedgerCaller.SITE, rows, durable);
    return caller(session, ledger, new float[rows * LedgerCaller.UNITS]);
  }

  private LedgerCaller resume(LedgerPage page) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      try {
        Session session = registry.resume(page.session(), configuration.model(), options(true));
        float[] state = session.snapshot().tensor(0).copy().floats();
        Ledger ledger = Ledger.append(folder.ledger(page.session()), page);
        ledger.resumed(session.epoch(), session.call(), state);
        return caller(session, ledger, state);
      } catch (NotDurableException notNow) {
        if (over || System.nanoTime() - end > 0) {
          throw notNow;
        }
        Thread.sleep(100);
      }
    }
  }

  /** A session that was not durable does not begin again from zero. */
  private void expectClosed(UUID session) {
    try {
      registry.resume(session, configuration.model(), options(true));
    } catch (SessionClosedException expected) {
      return;
    }
    throw new IllegalStateException("expected session " + session + " to be closed, it went on");
  }

  private SessionOptions options(boolean durable) {
    CallOptions call = new CallOptions(configuration.model(), configuration.rows(), DEADLINE);
    return new SessionOptions(call, 0, durable);
  }

  private LedgerCaller caller(Session session, Ledger ledger, float[] state) {
    long pause = configuration.pause() * 1000L;
    int seed = callers.size();
    return new LedgerCaller(
        session, ledger, configuration.rows(), state, session.call(), seed, pause);
  }

  private void drain(String model) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    await(
        () ->
            System.nanoTime() - end > 0
                || activations.taps().stream()
                    .noneMatch(t -> t.tap().name().equals(model) && t.queued() > 0),
        "the log");
    if (System.nanoTime() - end > 0) {
      throw new IllegalStateException("expected all frames in the log, got " + activations.taps());
    }
  }

  private void await(BooleanSupplier condition, String what) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (over) {
        throw new InterruptedException("the end came before " + what);
      }
      Thread.sleep(10);
    }
  }

  private void tell(String line) {
    try {
      folder.state(line);
    } catch (IOException e) {
      System.getLogger("org.hillock.bench").log(Level.ERROR, line, e);
    }
  }
}
