package org.hillock.shell.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
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
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).ffm(false).name("hillock").build()) {
      PrintStream out = new PrintStream(terminal.output(), true, terminal.encoding());
      CommandSession session = runner.session(terminal.input(), out, out);
      try {
        read(terminal, session, out);
      } finally {
        session.close();
      }
    } catch (IOException e) {
      ProcessStreams.ERR.println("terminal: " + e.getMessage());
    }
  }

  private void read(Terminal terminal, CommandSession session, PrintStream out) {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("hillock")
            .completer(new LineCompleter(runner.catalogue(), names))
            .variable(LineReader.HISTORY_FILE, history)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    Thread me = Thread.currentThread();
    while (!me.isInterrupted()) {
      try {
        String line = reader.readLine("hillock> ");
        if (Leave.isAsked(line)) {
          return;
        }
        Terminal.SignalHandler before =
            terminal.handle(Terminal.Signal.INT, signal -> me.interrupt());
        try {
          runner.run(session, line, out, out);
        } finally {
          terminal.handle(Terminal.Signal.INT, before);
          Thread.interrupted();
        }
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return;
      }
    }
  }
}
