package org.hillock.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineRunnerTest {
  /** Commands to run. */
  public static final class Probe {
    @Descriptor("Greets. Example: greet you")
    public void greet(
        CommandSession session,
        @Descriptor("loudly")
            @Parameter(
                names = {"-l", "--loud"},
                presentValue = "true",
                absentValue = "false")
            boolean loud,
        @Descriptor("times")
            @Parameter(
                names = {"-n"},
                absentValue = "1")
            int times,
        @Descriptor("whom") String name) {
      for (int i = 0; i < times; i++) {
        session.getConsole().println(loud ? name.toUpperCase(java.util.Locale.ROOT) : name);
      }
    }

    public void fails() {
      throw new CommandFailedException("it cannot\nbe done");
    }

    public void misused() {
      throw new UsageException("expected another thing");
    }

    public void breaks() {
      throw new IllegalStateException("broken");
    }

    public void errs() {
      throw new StackOverflowError("deep");
    }

    public int status() {
      return 7;
    }

    public String text() {
      return "a result";
    }

    public void prints() {
      System.out.println("by System.out");
    }
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private CommandProcessorImpl processor;
  private LineRunner runner;

  @BeforeEach
  void start() {
    processor = Gogo.processor();
    FakeContext context = new FakeContext();
    for (String name :
        List.of("greet", "fails", "misused", "breaks", "errs", "status", "text", "prints")) {
      processor.addCommand("hillock", context.probe(), name);
    }
    context.command(
        "hillock", "greet", "fails", "misused", "breaks", "errs", "status", "text", "prints");
    runner = new LineRunner(processor, new CommandCatalogue(context.context()));
  }

  @AfterEach
  void stop() {
    processor.stop();
  }

  private int run(String line) {
    return runner.run(
        line,
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    String text = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, text.lines().count(), text);
    return text;
  }

  @Test
  void aCommandThatReturnsIsDone() {
    assertEquals(Status.OK, run("greet you"));
    assertEquals("you\n", out());
  }

  @Test
  void optionsMayStandBehindArguments() {
    assertEquals(Status.OK, run("greet you --loud -n 2"));
    assertEquals("YOU\nYOU\n", out());
  }

  @Test
  void anIntegerIsTheStatusAndNotShown() {
    assertEquals(7, run("status"));
    assertEquals("", out());
  }

  @Test
  void anyOtherResultIsShown() {
    assertEquals(Status.OK, run("text"));
    assertTrue(out().contains("a result"));
  }

  @Test
  void whatACommandPrintsToSystemOutGoesToItsCaller() {
    assertEquals(Status.OK, run("prints"));
    assertEquals("by System.out\n", out());
  }

  @Test
  void aFailureIsOneLine() {
    assertEquals(Status.FAILED, run("fails"));
    assertEquals("fails: it cannot be done\n", err());
  }

  @Test
  void aForeignExceptionIsNamed() {
    assertEquals(Status.FAILED, run("breaks"));
    assertEquals("breaks: IllegalStateException: broken\n", err());
  }

  @Test
  void anErrorOfACommandEndsOnlyTheCommand() {
    assertEquals(Status.FAILED, run("errs"));
    assertEquals("errs: StackOverflowError: deep\n", err());
  }

  @Test
  void wrongUsageIsTold() {
    assertEquals(Status.USAGE, run("misused"));
    assertTrue(err().contains("expected another thing; see: help misused"));
  }

  @Test
  void wrongArgumentsShowTheUsage() {
    assertEquals(Status.USAGE, run("greet a b c"));
    assertTrue(err().contains("greet [-l|--loud] [-n TIMES] NAME"), err());
  }

  @Test
  void anUnknownCommandNamesTheNearest() {
    assertEquals(Status.USAGE, run("gret you"));
    assertTrue(err().contains("unknown command 'gret'; nearest: greet"), err());
  }

  @Test
  void aScopeMayBeNamed() {
    assertEquals(Status.OK, run("hillock:greet you"));
  }

  @Test
  void aSyntaxErrorIsWrongUsage() {
    assertEquals(Status.USAGE, run("greet 'you"));
    err();
  }

  @Test
  void nothingAndCommentsAreDone() throws IOException {
    assertEquals(Status.OK, run("  "));
    assertEquals(Status.OK, run("# a comment"));
    err.write(new byte[0]);
    assertEquals("", out());
  }

  @Test
  void severalCommandsRunInOrder() {
    assertEquals(7, run("greet a; greet b; status"));
    assertEquals("a\nb\n", out());
  }
}
