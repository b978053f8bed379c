package org.hillock.demo.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.analysis.Findings;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.hillock.shadow.ShadowSwap;
import org.hillock.shadow.ShadowSwapReport;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.ShadowSwapRequest.Bounds;
import org.hillock.shadow.SiteDrift;
import org.hillock.store.Checkpoints;

/** The story that the demo tells, and the sums that decide its exit status. */
final class Demo {
  static final String MODEL = "fashion";
  static final String SITE = "hidden1.spikes";
  static final String CONFIGURATION = "demo";
  private static final int CALLERS = 4;
  private static final double IMAGES_PER_SECOND = 25;
  private static final int SHADOW_CALLS = 300;
  private static final double BOUND = 0.5;

  private final Registry registry;
  private final Deployer deployer;
  private final Activations activations;
  private final RatesLine rates;
  private final ShadowSwap shadows;
  private final Images images;
  private final Path home;
  private final Screen screen;
  private final Ledger ledger = new Ledger();
  private final Audit audit = new Audit();
  private boolean collected = true;
  private long published;
  private long lastCalls;
  private long lastNanos = System.nanoTime();

  Demo(
      Registry registry,
      Deployer deployer,
      Activations activations,
      Findings findings,
      ShadowSwap shadows,
      Images images,
      Path home,
      PrintStream out) {
    this.registry = registry;
    this.deployer = deployer;
    this.activations = activations;
    this.rates = new RatesLine(findings, CONFIGURATION);
    this.shadows = shadows;
    this.images = images;
    this.home = home;
    this.screen = new Screen(out);
  }

  /**
   * Runs the whole story; true when nothing failed, was lost or doubled, and all was given back.
   */
  boolean run() throws InterruptedException, IOException {
    screen.title("Hillock: Fashion-MNIST through a spiking network that is replaced while it runs");
    screen.chapter("Version 1 goes live: fixed random delays");
    VersionId fixed = deploy("fashion-1.jar");
    report(swap(fixed));
    List<String> threadsBefore;
    activations.open(new Tap("demo", MODEL, SITE, 1, Delivery.LOSSLESS));
    try (Subscription reader = activations.subscribe(MODEL, SITE, 1, Delivery.LOSSLESS, audit)) {
      threadsBefore = warmUp();
      try (Load load = new Load(registry, MODEL, images, ledger, CALLERS, IMAGES_PER_SECOND)) {
        screen.say(
            "%d clients send whole images, %d sessions see image after image", CALLERS, CALLERS);
        watch(6);
        swaps();
      }
      awaitReader();
      published = published();
    } finally {
      activations.close("demo");
    }
    return sum(threadsBefore);
  }

  /** By name, so that a thread that was replaced by its like is not left over. */
  private static List<String> threadNames() {
    List<String> names = new ArrayList<>();
    Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
    return names;
  }

  /** One image through everything, so that what follows starts no thread but its own. */
  private List<String> warmUp() throws InterruptedException {
    try (Client client = registry.client(MODEL, CallOptions.DEFAULT)) {
      client.apply(
          images.rows(0, 0, images.steps()), Outputs.allocate(client.card(), images.steps(), 1));
      ledger.returned(client.id(), 0);
    }
    awaitReader();
    return threadNames();
  }

  private void swaps() throws InterruptedException, IOException {
    screen.chapter("Version 2 runs in its shadow, on copies of its inputs: learned delays");
    VersionId learned = deploy("fashion-2.jar");
    SwapReport decided = shadow(learned);
    screen.chapter("Version 2 takes over");
    report(CompletableFuture.completedFuture(decided));
    watch(6);
    screen.chapter("A damaged version 3 arrives and is refused");
    Path damaged = damage(home.resolve("checkpoints/fashion-learned.safetensors"));
    try {
      VersionId broken = deployer.deploy(damaged).get(0);
      swap(broken).join();
      throw new IllegalStateException("expected the damaged version to be refused, it went live");
    } catch (CompletionException e) {
      screen.say("refused: %s", e.getCause().getMessage());
      screen.say("still live: %s", registry.model(MODEL).live().orElseThrow());
    } finally {
      Files.deleteIfExists(damaged);
    }
    watch(2);
    screen.chapter("Back to version 1 and forward again");
    report(registry.rollback(MODEL));
    watch(2);
    report(swap(learned));
    watch(2);
  }

  /** Compares both versions on live inputs; what the analysis finds decides. */
  private SwapReport shadow(VersionId candidate) throws InterruptedException {
    Bounds bounds = new Bounds(BOUND, Double.POSITIVE_INFINITY, SHADOW_CALLS / 2, 1);
    ShadowSwapReport report =
        shadows.run(
            ShadowSwapRequest.of(candidate, Duration.ofSeconds(90), SHADOW_CALLS, bounds),
            line -> screen.say("%s", line));
    for (SiteDrift drift : report.drifts()) {
      screen.say("drift at %-20s %.4f bit, bound %.2f", drift.site(), drift.bits(), BOUND);
    }
    return report
        .swap()
        .orElseThrow(() -> new IllegalStateException(String.join("; ", report.refusals())));
  }

  private VersionId deploy(String jar) {
    VersionId version = deployer.deploy(home.resolve("demo").resolve(jar)).get(0);
    screen.say("deployed %s as %s", jar, version);
    return version;
  }

  private CompletableFuture<SwapReport> swap(VersionId version) {
    return registry.swap(SwapRequest.to(version));
  }

  private void report(CompletableFuture<SwapReport> swap) throws InterruptedException {
    try {
      SwapReport done = swap.get(60, TimeUnit.SECONDS);
      screen.say(
          "self-check %d ms, %d sessions migrated and route moved in %.2f ms: %s is live",
          done.selfCheck().toMillis(),
          done.migrated(),
          done.migration().toNanos() / 1e6,
          done.to().get(0));
      if (!done.from().isEmpty()) {
        SwapReport.Unload unload = done.unload().get(60, TimeUnit.SECONDS);
        boolean gone = unload.collected().get(60, TimeUnit.SECONDS);
        collected &= gone && unload.stopped() && unload.unreferenced();
        screen.say(
            "%s drained in %.1f ms, %d calls revoked, class loader %s",
            done.from().get(0),
            unload.drained().toNanos() / 1e6,
            unload.revoked(),
            gone ? "given back" : "STILL ALIVE");
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("expected the swap to succeed: " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new IllegalStateException("expected the swap to end within 60 s");
    }
  }

  /** The learned network with one weight tensor negated: it loads, but its example fails. */
  private static Path damage(Path checkpoint) throws IOException {
    Checkpoint whole = Checkpoints.read(checkpoint);
    Map<String, Tensor> parameters = new LinkedHashMap<>(whole.parameters());
    String first = parameters.keySet().stream().filter(n -> n.endsWith("weight")).findFirst().get();
    Tensor negated = parameters.get(first).copy();
    for (int i = 0; i < negated.size(); i++) {
      negated.set(i, -negated.get(i));
    }
    parameters.put(first, negated);
    Path file = Files.createTempFile("fashion-damaged", ".safetensors");
    Checkpoints.write(whole.with(parameters), file);
    return file;
  }

  private void watch(int seconds) throws InterruptedException {
    screen.header();
    for (int i = 0; i < seconds; i++) {
      Thread.sleep(Duration.ofSeconds(1).toMillis());
      long calls = ledger.callCount();
      long now = System.nanoTime();
      String live = registry.model(MODEL).live().map(VersionId::toString).orElse("");
      Ledger.Score score = ledger.scores().getOrDefault(live, new Ledger.Score());
      screen.row(
          (calls - lastCalls) * 1e9 / (now - lastNanos),
          score.accuracy(),
          ledger.takeWorstMillis(),
          audit.received(),
          rates.newest());
      lastCalls = calls;
      lastNanos = now;
    }
  }

  private void awaitReader() throws InterruptedException {
    for (int i = 0; i < 100 && !audit.complete(ledger); i++) {
      Thread.sleep(100);
    }
  }

  /** Frames and markers that the log has of this platform's run. */
  private long published() {
    return activations.taps().stream()
        .filter(status -> status.tap().name().equals("demo"))
        .mapToLong(TapStatus::published)
        .sum();
  }

  private boolean sum(List<String> threadsBefore) {
    screen.chapter("Sums");
    ledger
        .scores()
        .forEach(
            (version, score) ->
                screen.say(
                    "%-50s accuracy %5.1f %% of %d images",
                    version, 100 * score.accuracy(), score.decisions().sum()));
    List<String> leftOver = threadNames();
    threadsBefore.forEach(leftOver::remove);
    long lost = audit.lost(ledger);
    screen.say(
        "calls %d, failed %d %s", ledger.callCount(), ledger.failedCount(), ledger.firstFailure());
    leftOver.forEach(name -> screen.say("thread left over: %s", name));
    screen.say(
        "records published %d (with end markers); frames read %d, lost %d, duplicated %d; threads left over %d; class loaders given back: %s",
        published,
        audit.received(),
        lost,
        audit.duplicated(),
        leftOver.size(),
        collected ? "all" : "NOT ALL");
    return ledger.failedCount() == 0
        && lost == 0
        && audit.duplicated() == 0
        && leftOver.isEmpty()
        && collected;
  }
}
