package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "--arm none", "--arm", "--arm fixed --colour red", "--seed 2"})
  void anArgumentThatIsNotUnderstoodIsNamedAndNothingIsTrained(String line) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    int code =
        TrainingCommand.run(
            arguments,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(2, code);
    assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("expected"), err.toString());
  }

  @Test
  void settingsFollowTheArguments() {
    TrainingOptions options =
        new TrainingOptions("--arm learned --hidden 32 --layers 3 --taps 9 --tau 2".split(" "));
    DelaySettings settings = options.settings(28, 10);
    assertEquals(32, settings.hidden());
    assertEquals(4, settings.layers());
    assertEquals(9, settings.taps());
    assertEquals(KernelForm.GAUSS, settings.form());
    assertEquals(Path.of("fashion-learned.safetensors"), options.out());
  }

  @Test
  void aNumberThatIsNoneIsNamed() {
    TrainingOptions options = new TrainingOptions("--arm fixed --epochs many".split(" "));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, options::plan);
    assertTrue(e.getMessage().contains("--epochs"), e.getMessage());
  }
}
