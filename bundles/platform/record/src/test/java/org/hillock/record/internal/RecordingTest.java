package org.hillock.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path folder;

  /** A statistic that depends on the order of the frames and on everything that they say. */
  private static final class Digest implements Analyzer<long[]> {
    @Override
    public long[] initial() {
      return new long[] {17};
    }

    @Override
    public long[] accept(long[] state, FrameView frame) {
      state[0] = state[0] * 31 + said(Frame.copyOf(frame)).hashCode();
      return state;
    }

    @Override
    public long[] merge(long[] left, long[] right) {
      throw new UnsupportedOperationException("one partition");
    }

    @Override
    public List<Finding> findings(long[] state) {
      return List.of(
          new Finding("digest", "default", "m", "", "", 0, 0, "{\"d\":" + state[0] + "}"));
    }
  }

  @Test
  void aReplayFindsWhatTheLiveRunFound() throws Exception {
    List<Frame> live = frames(200);
    Digest digest = new Digest();
    long[] state = digest.initial();
    for (Frame frame : live) {
      state = digest.accept(state, frame);
    }
    RecordingReader back = RecordingReader.open(record("run", 1, live));
    List<Frame> read = new ArrayList<>();
    back.forEach(read::add);
    assertEquals(live.size(), read.size());
    for (int i = 0; i < live.size(); i++) {
      assertEquals(said(live.get(i)), said(read.get(i)), "frame " + i);
    }
    assertTrue(back.has("m"));
    assertFalse(back.has("n"));
    Map<String, Object> all = Map.of(Analyzer.SITES, "*", Analyzer.MODEL, "m");
    assertEquals(digest.findings(state), Replay.through(new Digest(), all, back, frame -> {}));
    Map<String, Object> one = Map.of(Analyzer.SITES, "spikes");
    assertFalse(
        digest.findings(state).equals(Replay.through(new Digest(), one, back, frame -> {})));
  }

  @Test
  void anotherSamplingIsRefused() throws Exception {
    RecordingReader back = RecordingReader.open(record("run", 2, frames(3)));
    assertThrows(
        RecordingException.class, () -> Replay.through(new Digest(), Map.of(), back, frame -> {}));
  }

  @Test
  void theIndexOfAnotherRecordingIsRefused() throws Exception {
    Path file = record("run", 1, frames(3));
    Path other = record("other", 1, frames(3));
    Files.copy(
        RecordingWriter.index(other),
        RecordingWriter.index(file),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    String message =
        assertThrows(StoreException.class, () -> RecordingReader.open(file)).getMessage();
    assertTrue(message.contains("index") && !message.contains("\n"), message);
  }

  @Test
  void aDamagedIndexIsOneLine() throws Exception {
    Path file = record("run", 1, frames(30));
    Path index = RecordingWriter.index(file);
    String text = Files.readString(index);
    for (String damaged :
        List.of(
            text.substring(0, text.length() / 2),
            text.replace("\"frames\":30", "\"frames\":31"),
            text.replace("\"dense\":\"dense\",", ""),
            text.replace("BITS", "F64"),
            text.replace("\"contexts\":[{", "\"contexts\":[7,{"))) {
      Files.writeString(index, damaged);
      assertFalse(damaged.equals(text));
      String message =
          assertThrows(StoreException.class, () -> RecordingReader.open(file).forEach(frame -> {}))
              .getMessage();
      assertEquals(1, message.lines().count());
    }
  }

  @Test
  void nothingIsLeftButTheTwoFiles() throws Exception {
    record("run", 1, frames(50));
    try (RecordingWriter given = new RecordingWriter(folder.resolve("given-up"), 1)) {
      given.add(frames(1).get(0));
    }
    assertThrows(RecordingException.class, () -> new RecordingWriter(folder, 1));
    assertThrows(
        RecordingException.class, () -> new RecordingWriter(folder.resolve("none/run"), 1));
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("run.safetensors", "run.safetensors.json"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void theCollectorEndsAtItsNumberOfDataFramesAndWhenTheDiskIsNearlyFull() throws Exception {
    try (RecordingWriter writer = new RecordingWriter(folder.resolve("few"), 1)) {
      Collector few = new Collector(5, writer);
      frames(50).forEach(few::frame);
      assertTrue(few.await(0));
      few.end();
      assertEquals("5 frames, 0 MiB", few.progress());
    }
    try (RecordingWriter writer =
        new RecordingWriter(folder.resolve("full"), 1, any -> 50L << 20)) {
      Collector full = new Collector(1000, writer);
      frames(50).forEach(full::frame);
      assertTrue(full.await(0));
      full.end();
      assertEquals("expected 64 MiB free on the disk of " + folder + ", got 50", full.endedEarly());
      assertEquals(1, writer.frames());
    }
  }

  private Path record(String name, int every, List<Frame> frames) throws Exception {
    Path file = folder.resolve(name + ".safetensors");
    try (RecordingWriter writer = new RecordingWriter(file, every)) {
      for (Frame frame : frames) {
        writer.add(frame);
      }
      writer.finish();
    }
    return file;
  }

  static String said(Frame f) {
    StringBuilder values = new StringBuilder(f.values().toString());
    for (int i = 0; i < f.values().size(); i++) {
      values.append(' ').append(Double.doubleToRawLongBits(f.values().get(i)));
    }
    return Context.of(f) + " " + f.session() + " " + numbers(f) + " " + values;
  }

  private static List<Long> numbers(Frame f) {
    List<Long> numbers = new ArrayList<>();
    for (Column column : Column.values()) {
      if (column.ofFrame()) {
        numbers.add(column.of(f));
      }
    }
    return numbers;
  }

  static List<Frame> frames(int count) {
    Random random = new Random(7);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean marker = i % 20 == 7;
      boolean spikes = i % 3 == 0;
      int steps = i % 11 == 0 ? 3 : 2;
      DType dtype = spikes ? DType.BITS : DType.F32;
      Tensor values = marker ? Tensor.zeros(DType.F32, 0) : Tensor.zeros(dtype, steps, 70);
      for (int e = 0; e < values.size(); e++) {
        values.set(e, spikes ? random.nextInt(2) : random.nextGaussian());
      }
      frames.add(
          new Frame(
              marker ? Kind.END : Kind.DATA,
              new UUID(9, i % 4),
              i % 2,
              "run é",
              i,
              i / 100,
              "m",
              "org.m:1.0.0:11111111",
              marker ? "" : spikes ? "spikes" : "dense",
              spikes ? SiteSpec.Kind.SPIKES : SiteSpec.Kind.DENSE,
              Mode.LIVE,
              -1,
              i / 2,
              i % 5 == 0 ? new SampleId("set", Split.TEST, i) : null,
              "k" + i,
              "9",
              2L * i,
              1,
              0.001,
              1_700_000_000_000_001L + i,
              1_700_000_000_000_999L + i,
              marker ? List.of() : List.of("unit"),
              values,
              i % 7 == 0 ? List.of("lesion") : List.of(),
              "node-1",
              "trace",
              marker ? "closed" : ""));
    }
    return frames;
  }
}
