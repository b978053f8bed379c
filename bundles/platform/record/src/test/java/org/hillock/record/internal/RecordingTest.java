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
    Collector collector = new Collector(Integer.MAX_VALUE, Long.MAX_VALUE);
    long[] state = digest.initial();
    for (Frame frame : live) {
      state = digest.accept(state, frame);
      collector.frame(frame);
    }
    Path file = folder.resolve("run.safetensors");
    RecordingWriter.write(file, 1, collector.frames());
    RecordingReader back = RecordingReader.read(file);
    for (int i = 0; i < live.size(); i++) {
      assertEquals(said(live.get(i)), said(back.frames().get(i)), "frame " + i);
    }
    Map<String, Object> all = Map.of(Analyzer.SITES, "*", Analyzer.MODEL, "m");
    assertEquals(digest.findings(state), Replay.through(new Digest(), all, back));
    Map<String, Object> one = Map.of(Analyzer.SITES, "spikes");
    assertFalse(digest.findings(state).equals(Replay.through(new Digest(), one, back)));
  }

  @Test
  void anotherSamplingIsRefused() throws Exception {
    Path file = folder.resolve("run.safetensors");
    RecordingWriter.write(file, 2, frames(3));
    RecordingReader back = RecordingReader.read(file);
    assertThrows(RecordingException.class, () -> Replay.through(new Digest(), Map.of(), back));
  }

  @Test
  void theIndexOfAnotherRecordingIsRefused() throws Exception {
    Path file = folder.resolve("run.safetensors");
    Path other = folder.resolve("other.safetensors");
    RecordingWriter.write(file, 1, frames(3));
    RecordingWriter.write(other, 1, frames(3));
    Files.copy(
        RecordingWriter.index(other),
        RecordingWriter.index(file),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    String message =
        assertThrows(StoreException.class, () -> RecordingReader.read(file)).getMessage();
    assertTrue(message.contains("index") && !message.contains("\n"), message);
  }

  @Test
  void theCollectorEndsAtItsNumberOfDataFramesAndAtItsBytes() throws Exception {
    Collector few = new Collector(5, Long.MAX_VALUE);
    frames(50).forEach(few::frame);
    assertTrue(few.await(0));
    assertEquals(5, few.frames().stream().filter(f -> f.kind() == Kind.DATA).count());
    Collector small = new Collector(1000, 2000);
    frames(50).forEach(small::frame);
    assertTrue(small.outOfMemory());
    assertTrue(small.frames().size() < 10);
  }

  private static String said(Frame f) {
    StringBuilder values = new StringBuilder(f.values().toString());
    for (int i = 0; i < f.values().size(); i++) {
      values.append(' ').append(Double.doubleToRawLongBits(f.values().get(i)));
    }
    return Context.of(f) + " " + f.session() + " " + numbers(f) + " " + values;
  }

  private static List<Long> numbers(Frame f) {
    List<Long> numbers = new ArrayList<>();
    for (Column column : Column.values()) {
      numbers.add(column.of(f));
    }
    return numbers;
  }

  private static List<Frame> frames(int count) {
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
