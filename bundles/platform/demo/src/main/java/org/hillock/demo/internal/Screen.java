package org.hillock.demo.internal;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the demo's story and its table of figures, a row a second. */
final class Screen {
  private final PrintStream out;
  private final long start = System.nanoTime();
  private int chapter;

  Screen(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.println();
    out.println(text);
    out.println("=".repeat(text.length()));
  }

  void chapter(String text) {
    out.println();
    out.printf(Locale.ROOT, "%d. %s%n", ++chapter, text);
  }

  void say(String format, Object... values) {
    out.println("   " + String.format(Locale.ROOT, format, values));
    out.flush();
  }

  void header() {
    say(
        "%7s %9s %9s %11s %17s  %s",
        "time",
        "calls/s",
        "accuracy",
        "worst call",
        "frames read",
        "rates analysis, newest window");
  }

  void row(double callsPerSecond, double accuracy, double worstMillis, long frames, String rates) {
    say(
        "%5.1f s %9.0f %7.1f %% %8.1f ms %17d  %s",
        (System.nanoTime() - start) / 1e9,
        callsPerSecond,
        100 * accuracy,
        worstMillis,
        frames,
        rates);
  }
}
