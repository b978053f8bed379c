package org.hillock.record.internal;

import java.nio.file.Path;
import java.util.List;
import org.hillock.api.activation.Frame;
import org.hillock.api.tensor.Tensor;

/** Records and reads back several times more than its heap holds. */
final class BigRecordingMain {
  private static final int FRAMES = 2_000;
  private static final int UNITS = 16_384;

  private BigRecordingMain() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    Frame like = RecordingTest.frames(2).get(1);
    try (RecordingWriter writer = new RecordingWriter(file, 1)) {
      for (int i = 0; i < FRAMES; i++) {
        writer.add(frame(like, i));
      }
      writer.finish();
    }
    long[] seen = new long[1];
    RecordingReader.open(file)
        .forEach(
            frame -> {
              if (frame.values().get(UNITS - 1) != seen[0] || frame.call() != seen[0]) {
                throw new IllegalStateException("expected frame " + seen[0] + ", got " + frame);
              }
              seen[0]++;
            });
    System.out.println(
        seen[0] * UNITS * 4 / Runtime.getRuntime().maxMemory() + " times the heap, " + seen[0]);
  }

  private static Frame frame(Frame like, int number) {
    float[] values = new float[UNITS];
    values[UNITS - 1] = number;
    return new Frame(
        like.kind(),
        like.session(),
        0,
        "",
        number,
        0,
        "m",
        "v",
        "wide",
        like.siteKind(),
        like.mode(),
        -1,
        number,
        null,
        "key " + number,
        "",
        number,
        1,
        0.001,
        0,
        0,
        List.of("unit"),
        Tensor.of(values, 1, UNITS),
        List.of(),
        "",
        "",
        "");
  }
}
