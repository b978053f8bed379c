package org.hillock.bench.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.Session;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * Calls one session again and again, a step of many rows each time, and notes each call before it
 * begins, with what the model must give by its own reckoning, and when it returned.
 */
final class LedgerCaller extends Thread {
  static final String SITE = "v";
  static final int UNITS = 4;
  private static final float DECAY = 0.5f;
  private static final long PAUSE_NANOS = 500_000;

  private final Session session;
  private final Ledger ledger;
  private final int rows;
  private final int seed;
  private final long pauseNanos;
  private final float[] expected;
  private volatile long limit;
  private volatile long returned;
  private volatile long refused;
  private volatile boolean stopping;
  private volatile boolean closing;
  private volatile String failure = "";

  /**
   * A caller that waits until {@link #limit} lets it call.
   *
   * @param ledger of the session; the caller closes it
   * @param state values of the model's state now, {@code rows * UNITS}
   * @param call number of the next call
   * @param pauseNanos between calls
   */
  LedgerCaller(
      Session session,
      Ledger ledger,
      int rows,
      float[] state,
      long call,
      int seed,
      long pauseNanos) {
    super("hillock-bench-ledger-" + seed);
    setDaemon(true);
    this.session = session;
    this.ledger = ledger;
    this.rows = rows;
    this.expected = state.clone();
    this.returned = call;
    this.seed = seed;
    this.pauseNanos = pauseNanos;
  }

  @Override
  public void run() {
    Tensor x = Tensor.zeros(DType.F32, 1, rows, UNITS);
    float[] v = new float[rows * UNITS];
    Inputs inputs = Inputs.of(x);
    Outputs outputs = Outputs.of(Tensor.of(v, rows, UNITS));
    try (ledger) {
      int epoch = session.epoch();
      while (!stopping) {
        if (returned >= limit) {
          LockSupport.parkNanos(PAUSE_NANOS);
          continue;
        }
        if (pauseNanos > 0) {
          LockSupport.parkNanos(pauseNanos);
        }
        next(x.floats(), epoch);
        ledger.began(epoch, returned, expected);
        if (apply(inputs, outputs)) {
          if (!Arrays.equals(v, expected)) {
            throw new IllegalStateException("expected other values of the model");
          }
          ledger.returned(epoch, returned);
          returned++;
        }
      }
      if (closing) {
        session.close();
        ledger.closed(epoch, returned);
      }
    } catch (IOException | RuntimeException e) {
      failure = getName() + " at call " + returned + ": " + e;
    }
  }

  /** Makes the call, as often as it is refused; false when the end came first. */
  private boolean apply(Inputs inputs, Outputs outputs) {
    while (true) {
      try {
        session.apply(inputs, outputs);
        return true;
      } catch (BackpressureException e) {
        refused++;
        if (stopping) {
          return false;
        }
      }
    }
  }

  /** The next input, which is another in each epoch, and what comes of it. */
  private void next(float[] input, int epoch) {
    for (int i = 0; i < input.length; i++) {
      input[i] = (returned * 31 + i * 7L + seed * 13L + epoch * 1009L) % 8191 / 8191f;
      expected[i] = DECAY * expected[i] + input[i];
    }
  }

  /** Lets it make so many calls in all before it waits. */
  void limit(long mayReturn) {
    limit = mayReturn;
  }

  /** Has it end after the call that it makes, and close its session. */
  void finish() {
    closing = true;
    stopping = true;
  }

  /** Has it end after the call that it makes, and leave its session open. */
  void leave() {
    stopping = true;
  }

  long returned() {
    return returned;
  }

  /** Calls that waited for room in vain and were made again. */
  long refused() {
    return refused;
  }

  /** Why it ended early, or an empty text. */
  String failure() {
    return failure;
  }
}
