package org.hillock.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exchange with the Python package safetensors; skipped, with the reason, where it is not there.
 */
class PythonTest {
  private static final String ANSWER = answer();

  @TempDir Path folder;

  @BeforeEach
  void present() {
    assumeTrue(
        ANSWER.endsWith("there"),
        "python3 with numpy and safetensors is not installed: not tested against it: " + ANSWER);
  }

  private static String answer() {
    try {
      return python("import numpy, safetensors.numpy; print('there')");
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Test
  void whatIsWrittenHereIsReadThere() throws IOException {
    Path file = folder.resolve("here.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bytes", Tensor.of(new byte[] {1, (byte) 200, 3}, 3));
    tensors.put("f32", Tensor.of(new float[] {0.5f, -1, 2, 3, 4, 5}, 2, 3));
    tensors.put("f64", Tensor.of(new double[] {0.1, Double.MAX_VALUE}, 2));
    tensors.put("i32", Tensor.of(new int[] {-7}, 1));
    tensors.put("i64", Tensor.of(new long[] {Long.MIN_VALUE}));
    tensors.put("none", Tensor.zeros(DType.F32, 0, 4));
    Safetensors.of(Map.of("é", "ü"), tensors).write(file);
    assertEquals(
        "uint8 (3,) 204.0|float32 (2, 3) 13.5|float64 (2,) 1.7976931348623157e+308"
            + "|int32 (1,) -7.0|int64 () -9.223372036854776e+18|float32 (0, 4) 0.0|ü",
        python(
            "import safetensors, sys",
            "f = safetensors.safe_open(sys.argv[1], 'np')",
            "t = [f.get_tensor(n) for n in 'bytes f32 f64 i32 i64 none'.split()]",
            "print('|'.join(f'{x.dtype} {x.shape} {float(x.sum())}' for x in t), end='|')",
            "print(f.metadata()['\\u00e9'])",
            file));
  }

  @Test
  void aCheckpointWithItsCardIsReadThere() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    Checkpoints.write(Samples.checkpoint(4), file);
    String answer =
        python(
            "import json, safetensors, sys",
            "f = safetensors.safe_open(sys.argv[1], 'np')",
            "card = json.loads(f.metadata()['hillock.card'])",
            "print(card['name'], len(list(f.keys())))",
            file);
    assertTrue(answer.startsWith(Samples.checkpoint(4).card().name() + " "), answer);
  }

  @Test
  void whatIsWrittenThereIsReadHere() throws IOException {
    Path file = folder.resolve("there.safetensors");
    python(
        "import numpy, safetensors.numpy, sys",
        "a = numpy.arange(6, dtype=numpy.float32).reshape(2, 3)",
        "h = numpy.array([0.5, -2, 6.1e-5, 6e-8, 65504, numpy.inf], dtype=numpy.float16)",
        "t = dict(a=a, h=h, i=numpy.int16([-5]), j=numpy.int8([-6]), b=numpy.array([True, False]))",
        "safetensors.numpy.save_file(t, sys.argv[1], metadata=dict(format='np'))",
        file);
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    float[] a = new float[6];
    tensors.get("a").copyTo(0, a, 0, 6);
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, a);
    assertArrayEquals(new int[] {2, 3}, tensors.get("a").shape());
    float[] h = new float[6];
    tensors.get("h").copyTo(0, h, 0, 6);
    float[] halves = {0.5f, -2, 0x1.ff8p-15f, 0x1p-24f, 65504, Float.POSITIVE_INFINITY};
    assertArrayEquals(halves, h);
    assertEquals(-5, tensors.get("i").get(0));
    assertEquals(-6, tensors.get("j").get(0));
    assertEquals(1, tensors.get("b").get(0));
    assertEquals(DType.U8, tensors.get("b").dtype());
  }

  /** Runs lines of Python; the last argument may be a file, which is {@code sys.argv[1]}. */
  private static String python(Object... linesAndFile) throws IOException {
    StringBuilder script = new StringBuilder();
    String file = "";
    for (Object line : linesAndFile) {
      if (line instanceof Path path) {
        file = path.toString();
      } else {
        script.append(line).append('\n');
      }
    }
    Process process =
        new ProcessBuilder("python3", "-X", "utf8", "-c", script.toString(), file)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(answer.lines().reduce((a, b) -> b).orElse("no answer"));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
    return answer;
  }
}
