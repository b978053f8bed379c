package org.hillock.bench.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.Session;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Calls one session so often, a step of many rows each time, and notes each call that returned. */
final class LedgerCaller extends Thread {
  private static final int UNITS = 4;
  private static final long PAUSE_NANOS = 500_000;

  private final Session session;
  private final Path file;
  private final int rows;
  private final long calls;
  private final int seed;
  private volatile long limit;
  private volatile long returned;
  private volatile long refused;
  private volatile String failure = "";

  LedgerCaller(Session session, Path file, int rows, long calls, int seed) {
    super("hillock-bench-ledger-" + seed);
    setDaemon(true);
    this.session = session;
    this.file = file;
    this.rows = rows;
    this.calls = calls;
    this.seed = seed;
  }

  @Override
  public void run() {
    Tensor x = Tensor.zeros(DType.F32, 1, rows, UNITS);
    float[] v = new float[rows * UNITS];
    Inputs inputs = Inputs.of(x);
    Outputs outputs = Outputs.of(Tensor.of(v, rows, UNITS));
    try (Ledger ledger = new Ledger(file, session.id(), "v", rows)) {
      while (returned < calls) {
        if (returned >= limit) {
          LockSupport.parkNanos(PAUSE_NANOS);
          continue;
        }
        fill(x.floats(), returned);
        try {
          session.apply(inputs, outputs);
        } catch (BackpressureException e) {
          refused++;
          continue;
        }
        ledger.returned(v);
        returned++;
      }
    } catch (IOException | RuntimeException e) {
      failure = getName() + " at call " + returned + ": " + e;
    }
  }

  private void fill(float[] values, long call) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (call * 31 + i * 7L + seed * 13L) % 8191 / 8191f;
    }
  }

  /** Lets it make so many calls in all before it waits. */
  void limit(long mayReturn) {
    limit = mayReturn;
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
