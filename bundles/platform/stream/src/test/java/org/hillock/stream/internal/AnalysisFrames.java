package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.spi.Channel;
import org.hillock.api.tensor.Tensor;

/** Frames of many sessions over many windows, and what one thread finds in them. */
public final class AnalysisFrames {
  private static final long START = 1_700_000_000_000_000L;
  private static final int UNITS = 6;
  private static final long ROOM = 20_000_000_000L;

  private AnalysisFrames() {}

  /**
   * Frames in the order of their calls.
   *
   * @param seconds of event time that they cover
   * @param disorder how late a frame may come at most, microseconds
   */
  public static List<Frame> frames(
      String model, long seed, int sessions, int frames, int seconds, long disorder) {
    Random random = new Random(seed);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      ids.add(new UUID(random.nextLong(), random.nextLong()));
    }
    long[] sequences = new long[sessions];
    List<Frame> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int session = random.nextInt(sessions);
      long time = START + i * 1_000_000L * seconds / frames;
      time -= disorder == 0 ? 0 : (long) (random.nextDouble() * disorder);
      all.add(frame(model, ids.get(session), sequences[session]++, 0, time, random));
    }
    return all;
  }

  static Frame frame(
      String model, UUID session, long sequence, int epoch, long time, Random random) {
    boolean spikes = random.nextBoolean();
    float[] values = new float[UNITS * (1 + random.nextInt(3))];
    for (int i = 0; i < values.length; i++) {
      values[i] = spikes ? random.nextInt(2) : (float) (1e4 + random.nextGaussian());
    }
    return new Frame(
        Kind.DATA,
        session,
        0,
        "test",
        sequence,
        epoch,
        model,
        random.nextInt(4) == 0 ? "org.m:2.0.0:22222222" : "org.m:1.0.0:11111111",
        spikes ? "s" : "v",
        spikes ? SiteSpec.Kind.SPIKES : SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        sequence,
        null,
        "",
        "",
        sequence,
        1,
        0.02,
        time,
        time,
        List.of("unit"),
        Tensor.of(values, values.length / UNITS, UNITS),
        List.of(),
        "node",
        "",
        "");
  }

  /** Writes frames as calls do, some in each. */
  static void write(Channel channel, List<Frame> frames) throws InterruptedException {
    for (Frame frame : frames) {
      if (!channel.reserve(1024, ROOM)) {
        throw new IllegalStateException("expected room, got " + channel.state());
      }
      channel.offer(List.of(frame), 1024, () -> {});
    }
    TestStreams.await(() -> channel.queued() == 0, "all frames on the log");
  }

  /** What a fold of all frames in one thread finds, by key; also of windows that it forgot. */
  public static <S> Map<String, String> expected(Analyzer<S> analyzer, List<Frame> frames) {
    Map<String, String> found = new TreeMap<>();
    S state = analyzer.initial();
    int n = 0;
    for (Frame frame : frames) {
      state = analyzer.accept(state, frame);
      if (++n % 10 == 0 || n == frames.size()) {
        put(found, analyzer.findings(state));
      }
    }
    return found;
  }

  private static void put(Map<String, String> found, List<Finding> findings) {
    findings.forEach(finding -> found.put(finding.key(), finding.json()));
  }
}
