package org.hillock.frame;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintFramesTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aFrameIsOneLine() throws Exception {
    Path file =
        Files.write(folder.resolve("a.hlf"), new FrameEncoder().toBytes(Frames.dense(2, 3)));
    assertTrue(print(file));
    assertTrue(text().startsWith("DATA delays hidden1.spikes "), text());
    assertTrue(text().contains("f32[2, 3]"), text());
  }

  @Test
  void aFileThatIsNoFrameIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("b.hlf"), "not a frame at all");
    assertFalse(print(file));
    assertTrue(text().contains("b.hlf: expected the identifier HLF1"), text());
  }

  private boolean print(Path file) {
    return PrintFrames.print(
        new String[] {file.toString()}, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
