package org.hillock.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;

/** One run of the platform, from start to stop. */
final class Launch {
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);

  private final Options options;

  Launch(Options options) {
    this.options = options;
  }

  int run() throws IOException, LaunchException, InterruptedException {
    try (DataFolder data = DataFolder.open(options.data())) {
      Logs.configure(data.path("log"), options.command().isEmpty() ? Level.WARNING : Level.SEVERE);
      Distribution distribution = Distribution.read(options.home(), data.path("conf"));
      Platform platform = new Platform(options, distribution.feature(), data);
      Thread hook = new Thread(platform::stop, "hillock-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        platform.start(distribution.bundles());
        return serve(platform);
      } finally {
        platform.stop();
        removeHook(hook);
      }
    }
  }

  private int serve(Platform platform) throws InterruptedException {
    List<String> missing = platform.awaitReady(READY_LIMIT);
    announce(missing);
    platform.announceReady();
    if (options.command().isEmpty()) {
      platform.serve();
      return 0;
    }
    return platform.command(options.commandLine());
  }

  private void announce(List<String> missing) {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    double seconds = (System.currentTimeMillis() - started) / 1000.0;
    String line =
        missing.isEmpty()
            ? String.format(Locale.ROOT, "Hillock is ready after %.1f s", seconds)
            : String.format(
                Locale.ROOT, "Hillock is up after %.1f s, but lacks %s", seconds, missing);
    (options.command().isEmpty() ? System.out : System.err)
        .println(line + " (data in " + options.data() + ")");
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The virtual machine is ending: the hook itself does the stop, or has done it.
      return;
    }
  }
}
