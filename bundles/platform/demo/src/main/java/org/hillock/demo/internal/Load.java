package org.hillock.demo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.VersionId;

/**
 * Images arriving at a steady rate: on some threads as whole images, on others as endless sessions
 * in which image follows image, a few rows a call.
 */
final class Load implements AutoCloseable {
  private static final int ROWS_A_CALL = 7;

  private final Images images;
  private final Ledger ledger;
  private final long pauseNanos;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

  /** Starts {@code count} threads with clients and {@code count} with sessions. */
  Load(
      Registry registry,
      String model,
      Images images,
      Ledger ledger,
      int count,
      double imagesPerSecond) {
    this.images = images;
    this.ledger = ledger;
    this.pauseNanos = (long) (1e9 / imagesPerSecond);
    for (int i = 0; i < count; i++) {
      int first = i;
      CallOptions call = new CallOptions("demo-" + i, 1, CallOptions.DEFAULT.deadline());
      start("hillock-demo-client-" + i, registry.client(model, call), first, images.steps());
      SessionOptions session = new SessionOptions(call, SessionOptions.DEFAULT.keepEvery());
      start("hillock-demo-session-" + i, registry.open(model, session), first + count, ROWS_A_CALL);
    }
  }

  private void start(String name, Client client, int first, int rowsPerCall) {
    Thread thread = new Thread(() -> run(client, first, rowsPerCall), name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  private void run(Client client, int first, int rowsPerCall) {
    long next = System.nanoTime();
    try (client) {
      for (int n = first; running; n += 8) {
        image(client, n % images.count(), rowsPerCall);
        next += pauseNanos;
        LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
      }
    }
  }

  private void image(Client client, int index, int rowsPerCall) {
    Outputs outputs = Outputs.allocate(client.card(), rowsPerCall, 1);
    for (int from = 0; from < images.steps(); from += rowsPerCall) {
      Inputs inputs = images.rows(index, from, from + rowsPerCall);
      long start = System.nanoTime();
      try {
        VersionId version = client.apply(inputs, outputs);
        ledger.returned(client.id(), System.nanoTime() - start);
        if (inputs.isLast(0)) {
          ledger.decided(version.toString(), argmax(outputs) == images.label(index));
        }
      } catch (RuntimeException e) {
        ledger.failed(e);
        return;
      }
    }
  }

  private static int argmax(Outputs outputs) {
    int best = 0;
    for (int i = 1; i < outputs.tensor(0).size(); i++) {
      if (outputs.tensor(0).get(i) > outputs.tensor(0).get(best)) {
        best = i;
      }
    }
    return best;
  }

  /** Lets the calls under way return and ends the streams. */
  @Override
  public void close() throws InterruptedException {
    running = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
