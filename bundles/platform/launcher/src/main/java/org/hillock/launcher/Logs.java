package org.hillock.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The log: everything from INFO up in files of at most 5 MiB, the gravest of our own also on
 * standard error.
 */
final class Logs {
  private static final String FORMAT_KEY = "java.util.logging.SimpleFormatter.format";
  private static final String FORMAT = "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n";
  private static final int MAX_BYTES = 5 << 20;
  private static final int FILES = 3;

  /** Each of its clients would write a page at INFO. Kept here, or its level would be forgotten. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  /** It tells at INFO what it does. */
  private static final Logger HDF5 = Logger.getLogger("io.jhdf");

  private Logs() {}

  /**
   * Sets the log up.
   *
   * @param console what of our own is shown on standard error
   */
  static void configure(Path folder, Level console) throws IOException {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) ->
            Logger.getLogger("org.hillock.launcher")
                .log(Level.WARNING, "thread " + thread.getName() + " ended by " + e, e));
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    if (System.getProperty(FORMAT_KEY) == null) {
      System.setProperty(FORMAT_KEY, FORMAT);
    }
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    KAFKA.setLevel(Level.WARNING);
    HDF5.setLevel(Level.WARNING);
    root.addHandler(
        with(
            new FileHandler(folder.resolve("hillock.%g.log").toString(), MAX_BYTES, FILES, true),
            Level.INFO));
    Handler terminal = with(new ConsoleHandler(), console);
    terminal.setFilter(Logs::isOurs);
    root.addHandler(terminal);
  }

  /** From now on only the files take what is logged: a stop is no news. */
  static void leaveConsole() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        handler.setLevel(Level.OFF);
      }
    }
  }

  private static boolean isOurs(LogRecord entry) {
    return entry.getLoggerName() != null && entry.getLoggerName().startsWith("org.hillock");
  }

  private static Handler with(Handler handler, Level level) {
    handler.setLevel(level);
    handler.setFormatter(new SimpleFormatter());
    return handler;
  }
}
