package org.hillock.bench.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.felix.service.command.CommandSession;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.registry.Registry;
import org.hillock.bench.internal.Bootstrap.Verdict;
import org.hillock.broker.Broker;

/** Lossless throughput beside a plain transactional producer, and latency up to the reader. */
final class StreamBench {
  private static final int[] UNITS = {256, 4096};
  private static final int[] ROWS = {50, 20};
  private static final int[] CALLS = {900, 180};
  private static final double[] LIMITS = {0.9, 0.8};
  private static final int WARM = 4;
  private static final int RUNS = 5;
  private static final int FRAMES = 3000;
  private static final double LIVE_MILLIS = 5;
  private static final double LOSSLESS_MILLIS = 2 * 50;

  private final Registry registry;
  private final Activations activations;
  private final Services services;
  private final CommandSession session;
  private final PrintStream out;
  private final Path folder;
  private final int blocks;
  private final int floats;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> summary = new ArrayList<>();

  /**
   * @param folder for what processes of its own write
   * @param blocks pairs of blocks for each size
   * @param floats the only size to measure, and no latency; 0 for all
   */
  StreamBench(
      Registry registry,
      Services services,
      CommandSession session,
      Path folder,
      int blocks,
      int floats) {
    this.registry = registry;
    this.services = services;
    this.activations = services.get(Activations.class);
    this.session = session;
    this.out = session.getConsole();
    this.folder = folder;
    this.blocks = blocks;
    this.floats = floats;
  }

  /** Returns the exit status: 0 holds, 1 falls short, 2 undecided, 3 not measured. */
  int run() throws IOException, InterruptedException {
    Broker broker = services.get(Broker.class);
    new BrokerKiller(broker).awaitReady();
    try {
      for (int i = 0; i < UNITS.length; i++) {
        if (floats == 0 || floats == UNITS[i]) {
          size(broker, i);
        }
      }
      if (floats == 0) {
        say("growth: one lossless rates analysis, shared by processes of their own");
        summary.add(new GrowthBench(registry, services, session, folder).run());
        say("  %s", summary.get(summary.size() - 1));
      }
    } catch (ExecutionException e) {
      say("bench stream: expected topics for the measurement, got %s: not measured", e.getCause());
      return 3;
    }
    int status =
        verdicts.contains(Verdict.SHORT) ? 1 : verdicts.contains(Verdict.UNDECIDED) ? 2 : 0;
    String[] words = {"ok", "SHORT", "undecided: noise"};
    say("bench stream: %s: %s", String.join("; ", summary), words[status]);
    return status;
  }

  private void size(Broker broker, int i) throws ExecutionException, InterruptedException {
    String model = "bench-stream-" + UNITS[i];
    try (WideModel live = new WideModel(registry, services, model, UNITS[i]).tapped();
        WideLoad load = new WideLoad(registry, activations, model, UNITS[i], ROWS[i])) {
      throughput(broker, load, i);
    }
    if (i == 0 && floats == 0) {
      latencies(model, UNITS[i]);
    }
  }

  private void latencies(String model, int units) throws InterruptedException {
    try (WideModel live = new WideModel(registry, services, model, units);
        WideLoad load = new WideLoad(registry, activations, model, units, 1)) {
      latency(load, Delivery.LIVE, LIVE_MILLIS);
      latency(load, Delivery.LOSSLESS, LOSSLESS_MILLIS);
    }
  }

  private void throughput(Broker broker, WideLoad load, int i)
      throws ExecutionException, InterruptedException {
    int bytes = load.frameBytes();
    int frames = ROWS[i] * CALLS[i];
    double megabytes = (double) bytes * frames / 1e6;
    say(
        "%d floats: %d pairs of blocks of %d frames, %d bytes each, transactions of 50 ms or 4 MiB",
        UNITS[i], blocks, frames, bytes);
    double[] ours = new double[blocks];
    double[] peers = new double[blocks];
    String topic = "bench-peer-" + UNITS[i] + "-" + System.currentTimeMillis();
    try (PeerProducer peer = new PeerProducer(broker.clientProperties(), topic, bytes)) {
      for (int block = -WARM; block < blocks; block++) {
        double first = block % 2 == 0 ? time(() -> load.block(CALLS[i])) : -1;
        double other = time(() -> peer.block(frames));
        double own = first > 0 ? first : time(() -> load.block(CALLS[i]));
        if (block >= 0) {
          ours[block] = megabytes / own;
          peers[block] = megabytes / other;
          if (block % 10 == 9) {
            say("  %d blocks: %.0f MB/s, peer %.0f MB/s", block + 1, ours[block], peers[block]);
          }
        }
      }
    }
    double[] ratios = new double[blocks];
    Arrays.setAll(ratios, k -> ours[k] / peers[k]);
    Bootstrap ratio = Bootstrap.of(ratios, 1);
    Verdict verdict = ratio.atLeast(LIMITS[i]);
    verdicts.add(verdict);
    summary.add(
        String.format(
            Locale.ROOT,
            "%d floats median %.0f MB/s, peer %.0f MB/s, ratio %.2f, 95 %% in %.2f to %.2f (limit"
                + " %.1f) %s",
            UNITS[i],
            median(ours),
            median(peers),
            ratio.mean(),
            ratio.low(),
            ratio.high(),
            LIMITS[i],
            verdict));
    say("  %s", summary.get(summary.size() - 1));
  }

  private void latency(WideLoad load, Delivery delivery, double limit) {
    String name = delivery.name().toLowerCase(Locale.ROOT);
    say("%s latency at 1000 frames/s, %d runs of %d frames", name, RUNS, FRAMES);
    double[] medians = new double[RUNS];
    double[] tails = new double[RUNS];
    load.latencies(delivery, FRAMES);
    for (int run = 0; run < RUNS; run++) {
      long[] nanos = load.latencies(delivery, FRAMES);
      medians[run] = nanos[FRAMES / 2] / 1e6;
      tails[run] = nanos[FRAMES * 99 / 100] / 1e6;
      say("  run %d: p50 %.2f ms, p99 %.2f ms", run + 1, medians[run], tails[run]);
    }
    Verdict verdict = median(medians) < limit ? Verdict.HOLDS : Verdict.SHORT;
    verdicts.add(verdict);
    summary.add(
        String.format(
            Locale.ROOT,
            "%s p50 %.2f ms (limit %.0f), p99 %.2f ms %s",
            name,
            median(medians),
            limit,
            median(tails),
            verdict));
  }

  private interface Block {
    void run() throws InterruptedException;
  }

  private static double time(Block block) throws InterruptedException {
    long began = System.nanoTime();
    block.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
