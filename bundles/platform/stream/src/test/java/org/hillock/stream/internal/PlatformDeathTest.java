package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.broker.internal.RealBroker;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform process dies by SIGKILL in mid-stream and is started again on the same folder. */
class PlatformDeathTest {
  private static final long LIMIT_SECONDS = 90;
  private static final int MORE = 100;

  @TempDir Path temp;
  private final List<Process> started = new ArrayList<>();

  private record Opened(UUID id, String model, int rows, boolean durable) {}

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void durableSessionsGoOnAtTheirLastCommittedCallAndOthersAreEndedInTheLog() throws Exception {
    File first = temp.resolve("first.txt").toFile();
    Process platform = platform(first, "1");
    List<Opened> sessions = new ArrayList<>();
    await(platform, first, () -> committed(first) >= 100);
    platform.destroyForcibly().waitFor();
    for (String[] open : lines(first, "open")) {
      sessions.add(
          new Opened(
              UUID.fromString(open[1]),
              open[2],
              Integer.parseInt(open[3]),
              Boolean.parseBoolean(open[4])));
    }
    assertEquals(4, sessions.size());
    Map<UUID, Long> returned = new TreeMap<>();
    for (String[] call : lines(first, "call")) {
      returned.merge(UUID.fromString(call[1]), Long.parseLong(call[2]) + 1, Math::max);
    }

    File second = temp.resolve("second.txt").toFile();
    List<String> args = new ArrayList<>(List.of("2"));
    sessions.forEach(s -> args.add(s.id() + "=" + s.model() + "=" + s.rows()));
    Process again = platform(second, args.toArray(String[]::new));
    assertTrue(again.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> read(second));
    assertEquals(0, again.exitValue(), () -> read(second));

    Map<UUID, Long> resumedAt = new TreeMap<>();
    for (String[] line : lines(second, "resumed")) {
      UUID id = UUID.fromString(line[1]);
      long call = Long.parseLong(line[2]);
      resumedAt.put(id, call);
      assertEquals(call * LeakySum.STEPS, Long.parseLong(line[3]), "step");
      assertEquals("1", line[4], "epoch");
      assertTrue(call >= 1 && call <= returned.get(id) + 1, () -> call + " of " + returned.get(id));
    }
    assertEquals(3, resumedAt.size(), () -> read(second));
    assertStatesAreThoseOfAnUninterruptedRun(sessions, lines(second, "call"));

    try (RealBroker broker = new RealBroker(temp.resolve("data")).awaitReady()) {
      Map<String, Object> client = broker.broker().clientProperties();
      List<Frame> log = log(client, "hillock.activations." + PlatformMain.TAPPED);
      for (Opened session : sessions) {
        for (int row = 0; row < session.rows(); row++) {
          if (session.model().equals(PlatformMain.TAPPED)) {
            assertStream(session, row, log, resumedAt.get(session.id()));
          }
        }
      }
      assertEquals(
          List.of(), log(client, "hillock.activations." + PlatformMain.QUIET), "an untapped model");
    }
    Opened plain = sessions.stream().filter(s -> !s.durable()).findFirst().orElseThrow();
    String[] refused = lines(second, "refused").get(0);
    assertEquals(plain.id().toString(), refused[1]);
    assertEquals("SessionClosedException", refused[2]);
    String said = String.join(" ", refused);
    assertTrue(said.contains("was not durable"), said);
    assertEquals(plain.id().toString(), lines(second, "ended").get(0)[1]);
    assertTrue(said.contains("last committed step is "), said);
  }

  /** The last value of every further call, by the model's equation from the very first input on. */
  private static void assertStatesAreThoseOfAnUninterruptedRun(
      List<Opened> sessions, List<String[]> calls) {
    for (Opened session : sessions) {
      if (!session.durable()) {
        continue;
      }
      List<String[]> own =
          calls.stream().filter(c -> c[1].equals(session.id().toString())).toList();
      assertEquals(MORE, own.size());
      long next = 0;
      double v = 0;
      for (String[] call : own) {
        long number = Long.parseLong(call[2]);
        for (; next <= number; next++) {
          for (int t = 0; t < LeakySum.STEPS; t++) {
            v = LeakySum.next(v, LeakySum.input(next, t, session.rows() - 1));
          }
        }
        assertEquals(v, Double.parseDouble(call[3]), "call " + number);
      }
    }
  }

  private static void assertStream(Opened session, int row, List<Frame> log, Long resumedAt) {
    List<Frame> stream =
        log.stream()
            .filter(f -> f.session().equals(session.id()) && f.row() == row)
            .sorted(Comparator.comparingLong(Frame::sequence))
            .toList();
    List<Frame> data = stream.stream().filter(f -> f.kind() == Kind.DATA).toList();
    List<Long> steps = new ArrayList<>();
    double v = 0;
    for (Frame frame : data) {
      for (int t = 0; t < frame.values().dim(0); t++) {
        long step = frame.firstStep() + t;
        steps.add(step);
        v =
            LeakySum.next(
                v, LeakySum.input(step / LeakySum.STEPS, (int) (step % LeakySum.STEPS), row));
        assertEquals((float) v, (float) frame.values().get(t), "step " + step);
      }
      boolean later = resumedAt != null && frame.call() >= resumedAt;
      assertEquals(later ? 1 : 0, frame.epoch(), "epoch of call " + frame.call());
    }
    assertEquals(
        LongStream.range(0, steps.size()).boxed().toList(), steps, "no step twice or lost");
    for (String site : List.of(LeakySum.SITE, "")) {
      List<Long> numbers =
          stream.stream().filter(f -> f.site().equals(site)).map(Frame::sequence).toList();
      assertEquals(LongStream.range(0, numbers.size()).boxed().toList(), numbers, "site " + site);
    }
    List<Frame> ends = stream.stream().filter(f -> f.kind() == Kind.END).toList();
    assertEquals(
        1,
        ends.size(),
        () -> "ends of " + session + ", row " + row + " of " + steps.size() + " steps");
    assertEquals(
        session.durable() ? "closed by its owner" : PositionSweep.REASON, ends.get(0).reason());
    List<Frame> resumed = stream.stream().filter(f -> f.kind() == Kind.RESUMED).toList();
    assertEquals(session.durable() ? 1 : 0, resumed.size());
    if (session.durable()) {
      assertEquals(resumedAt * LeakySum.STEPS, resumed.get(0).firstStep());
      assertEquals((resumedAt + MORE) * LeakySum.STEPS, steps.size());
    }
  }

  private Process platform(File out, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    String logging = System.getProperty("java.util.logging.config.file");
    command.add("-Djava.util.logging.config.file=" + logging);
    command.add(PlatformMain.class.getName());
    command.add(temp.resolve("data").toString());
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out)
            .start();
    started.add(process);
    return process;
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Process process, File out, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("expected a platform at work, got: " + read(out));
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** Calls that every durable session has in the log. */
  private static long committed(File out) throws IOException {
    return lines(out, "committed").stream().mapToLong(c -> Long.parseLong(c[1])).max().orElse(0);
  }

  /** Whole lines of a kind; the last one may be cut off by the kill. */
  private static List<String[]> lines(File out, String kind) throws IOException {
    String text = Files.readString(out.toPath());
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words[0].equals(kind))
        .toList();
  }

  private static String read(File out) {
    try {
      String text = Files.readString(out.toPath());
      return text.substring(Math.max(0, text.length() - 4000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<Frame> log(Map<String, Object> client, String topic) {
    List<Frame> frames = new ArrayList<>();
    TestStreams.readAll(client, topic)
        .forEach(
            record -> {
              try {
                frames.add(FrameDecoder.decode(record.value()));
              } catch (FrameFormatException e) {
                throw new IllegalStateException(e);
              }
            });
    return frames;
  }
}
