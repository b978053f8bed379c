package org.hillock.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hillock.api.activation.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyTest {
  /** As docs/guides/record.md has it. */
  private static final String LOAD =
      "x = {k: np.memmap(\"run.safetensors\", **v) for k, v in"
          + " json.load(open(\"run.safetensors.json\"))[\"numpy\"].items()}";

  @TempDir Path folder;

  @Test
  void numpyLoadsARecordingInOneLine() throws Exception {
    if (!run("python3", "-c", "import numpy").isEmpty()) {
      System.out.println("no python3 with numpy here: reading by NumPy was not tested");
      return;
    }
    List<Frame> frames = RecordingTest.frames(60);
    try (RecordingWriter writer = new RecordingWriter(folder.resolve("run.safetensors"), 1)) {
      for (Frame frame : frames) {
        writer.add(frame);
      }
      writer.finish();
    }
    // Of each group: its shape, and of each frame its place and the sum of its values.
    String printed =
        run(
            "python3",
            "-c",
            "import json, numpy as np\n"
                + LOAD
                + "\nfor k in sorted(x):\n"
                + "  if k.endswith('.values'):\n"
                + "    order = x[k[:-7] + '.order']\n"
                + "    for i in range(len(order)):\n"
                + "      print(order[i], x[k].shape[1:], '%.4f' % x[k][i].sum(dtype='f8'))\n");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      double sum = 0;
      for (int e = 0; e < frame.values().size(); e++) {
        sum += frame.values().get(e);
      }
      String shape =
          frame.values().rank() == 1
              ? "(" + frame.values().dim(0) + ",)"
              : "(" + frame.values().dim(0) + ", " + frame.values().dim(1) + ")";
      expected.add(i + " " + shape + " " + String.format(Locale.ROOT, "%.4f", sum));
    }
    assertEquals(expected.stream().sorted().toList(), printed.lines().sorted().toList());
  }

  @Test
  void theLineOfTheGuideIsTheOneThatIsTested() throws Exception {
    Path guide = Path.of("../../../docs/guides/record.md");
    assertEquals(1, Files.readAllLines(guide).stream().filter(LOAD::equals).count());
  }

  private String run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      int status = process.waitFor();
      return status == 0 ? output : "status " + status + ": " + output;
    } catch (IOException absent) {
      return "absent";
    }
  }
}
