package org.hillock.shell.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.osgi.framework.BundleContext;

/** The shell on a terminal: editing, history, completion; Ctrl-C ends the running command only. */
final class TerminalConsole implements Runnable {
  private final LineRunner runner;
  private final ArgumentNames names;
  private final Path history;

  TerminalConsole(LineRunner runner, ArgumentNames names, BundleContext context) {
    this.runner = runner;
    this.names = names;
    String data = context.getProperty("hillock.data");
    this.history = Path.of(data == null ? "." : data, "run", "history");
  }

  @Override
  public void run() {
    // The library looks for its parts with the loader of the thread.
    Thread.currentThread().setContextClassLoader(TerminalBuilder.class.getClassLoader());
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).ffm(false).name("hillock").build()) {
      PrintStream out = new PrintStream(terminal.output(), true, terminal.encoding());
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .appName("hillock")
              .completer(new LineCompleter(runner.catalogue(), names))
              .variable(LineReader.HISTORY_FILE, history)
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      while (!Thread.currentThread().isInterrupted()) {
        readAndRun(terminal, reader, out);
      }
    } catch (EndOfFileException e) {
      return;
    } catch (IOException e) {
      ProcessStreams.ERR.println("terminal: " + e.getMessage());
    }
  }

  /** Reads until a command is interrupted, whose session is of no more use, or until the end. */
  private void readAndRun(Terminal terminal, LineReader reader, PrintStream out) {
    CommandSession session = runner.session(terminal.input(), out, out);
    try {
      boolean interrupted = false;
      while (!interrupted) {
        interrupted = run(terminal, session, line(reader), out);
      }
    } finally {
      session.close();
    }
  }

  private static String line(LineReader reader) {
    while (true) {
      try {
        String line = reader.readLine("hillock> ");
        if (Leave.isAsked(line)) {
          throw new EndOfFileException();
        }
        return line;
      } catch (UserInterruptException e) {
        continue;
      }
    }
  }

  /** True when Ctrl-C ended the command. */
  private boolean run(Terminal terminal, CommandSession session, String line, PrintStream out) {
    Thread me = Thread.currentThread();
    AtomicBoolean interrupted = new AtomicBoolean();
    Terminal.SignalHandler before =
        terminal.handle(
            Terminal.Signal.INT,
            signal -> {
              interrupted.set(true);
              me.interrupt();
            });
    try {
      runner.run(session, line, out, out);
      return interrupted.get();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      if (interrupted.get()) {
        Thread.interrupted();
      }
    }
  }
}
