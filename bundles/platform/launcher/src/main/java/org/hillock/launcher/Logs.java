package org.hillock.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The log: everything from INFO up in files of at most 5 MiB, warnings of our own also on standard
 * error.
 */
final class Logs {
  private static final String FORMAT_KEY = "java.util.logging.SimpleFormatter.format";
  private static final String FORMAT = "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n";
  private static final int MAX_BYTES = 5 << 20;
  private static final int FILES = 3;

  /** Each of its clients would write a page at INFO. Kept here, or its level would be forgotten. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private Logs() {}

  static void configure(Path folder) throws IOException {
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
    root.addHandler(
        with(
            new FileHandler(folder.resolve("hillock.%g.log").toString(), MAX_BYTES, FILES, true),
            Level.INFO));
    Handler console = with(new ConsoleHandler(), Level.WARNING);
    console.setFilter(
        r -> r.getLoggerName() != null && r.getLoggerName().startsWith("org.hillock"));
    root.addHandler(console);
  }

  private static Handler with(Handler handler, Level level) {
    handler.setLevel(level);
    handler.setFormatter(new SimpleFormatter());
    return handler;
  }
}
