package org.hillock.broker.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of the broker process; its output goes to the log file. */
final class BrokerProcess {
  static final int EXIT_PORT_TAKEN = 3;
  private static final String READY = "READY ";

  private final Process process;
  private final LogFile log;
  private final CountDownLatch readyOrOver = new CountDownLatch(1);
  private volatile boolean ready;

  private BrokerProcess(Process process, LogFile log) {
    this.process = process;
    this.log = log;
  }

  static BrokerProcess start(List<String> command, LogFile log) throws IOException {
    BrokerProcess run = new BrokerProcess(new ProcessBuilder(command).start(), log);
    run.pump(
        "hillock-broker-out",
        run.process.getInputStream(),
        run::answer,
        run.readyOrOver::countDown);
    run.pump("hillock-broker-err", run.process.getErrorStream(), run::note, () -> {});
    return run;
  }

  long pid() {
    return process.pid();
  }

  /** Waits until the process is ready or has ended; returns whether it is ready. */
  boolean awaitReady(long millis) throws InterruptedException {
    readyOrOver.await(millis, TimeUnit.MILLISECONDS);
    return ready;
  }

  /** Waits for its end, at most so long; returns whether it has ended. */
  boolean awaitExit(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks the process to stop, which it does in its own time. */
  void askToStop() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // a process that has ended needs no asking
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  private void pump(String name, InputStream output, Consumer<String> each, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                lines.lines().forEach(each);
              } catch (IOException | UncheckedIOException closed) {
                // the process has ended
              } finally {
                end.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(String line) {
    if (line.startsWith(READY)) {
      ready = true;
      readyOrOver.countDown();
    }
    note(line);
  }

  private void note(String line) {
    try {
      log.line(line);
    } catch (IOException diskFull) {
      // the broker goes on without its log
    }
  }
}
