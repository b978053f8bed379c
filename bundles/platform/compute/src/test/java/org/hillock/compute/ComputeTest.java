package org.hillock.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class ComputeTest {
  /** What a virtual machine of its own prints. */
  static final class Print {
    private Print() {}

    public static void main(String[] arguments) {
      System.out.println(Compute.describe());
      float[] c = new float[1];
      Matrix a = Matrix.of(new float[] {2, 3}, 1, 2);
      Compute.kernels().matrices().multiply(a, a.transposed(), Matrix.of(c, 1, 1), false);
      System.out.println(Compute.kernels().provider() + " " + c[0]);
    }
  }

  @Test
  void theModuleGivesVectors() throws Exception {
    List<String> lines = run("--add-modules", "jdk.incubator.vector");
    assertTrue(lines.get(0).matches("kernels: vector, \\d+ bits \\(module .*"), lines.get(0));
    assertEquals("vector 13.0", lines.get(1));
  }

  @Test
  void withoutTheModuleEverythingIsPlainJavaAndSaysWhy() throws Exception {
    List<String> lines = run();
    assertEquals(
        "kernels: plain Java (no module jdk.incubator.vector; java --add-modules"
            + " jdk.incubator.vector has it)",
        lines.get(0));
    assertEquals("plain 13.0", lines.get(1));
  }

  @Test
  void plainJavaCanBeAskedFor() throws Exception {
    List<String> lines = run("--add-modules", "jdk.incubator.vector", "-Dhillock.compute=plain");
    assertEquals("kernels: plain Java (asked for by hillock.compute=plain)", lines.get(0));
    assertEquals("plain 13.0", lines.get(1));
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
  void aProcessorWithoutFusedSumsGetsPlainJava() throws Exception {
    List<String> lines = run("--add-modules", "jdk.incubator.vector", "-XX:UseAVX=0");
    assertEquals(
        "kernels: plain Java (vector instructions: expected 8 lanes, got 4)", lines.get(0));
    assertEquals("plain 13.0", lines.get(1));
  }

  @Test
  void anUnknownWishIsAnsweredWithPlainJava() throws Exception {
    List<String> lines = run("-Dhillock.compute=fast");
    assertEquals(
        "kernels: plain Java (hillock.compute: expected plain or vector, got fast)", lines.get(0));
  }

  private static List<String> run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Print.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.lines().filter(line -> !line.startsWith("WARNING")).toList();
  }
}
