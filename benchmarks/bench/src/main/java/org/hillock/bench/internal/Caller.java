package org.hillock.bench.internal;

import java.util.concurrent.locks.LockSupport;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.tensor.Tensor;

/** A thread that calls every so often, with inputs that depend on the number of the call. */
final class Caller extends Thread {
  private static final int TIME = 64;
  private static final int UNITS = 4;
  private static final long PAUSE_NANOS = 200_000;

  private final Target target;
  private final Tensor x = Tensor.zeros(org.hillock.api.tensor.DType.F32, TIME, 1, UNITS);
  private final float[] v = new float[UNITS];
  private final Inputs inputs = Inputs.of(x);
  private final Outputs outputs = Outputs.of(Tensor.of(v, 1, UNITS));
  private volatile boolean stopped;
  private volatile boolean watched;
  private volatile long failed;
  private volatile long worst;
  private volatile String failure = "";
  private long calls;
  private long hash;

  /** Where the calls go. */
  interface Target {
    void apply(Inputs inputs, Outputs outputs);
  }

  Caller(String name, Target target) {
    super(name);
    setDaemon(true);
    this.target = target;
  }

  @Override
  public void run() {
    while (!stopped) {
      long began = System.nanoTime();
      try {
        step();
      } catch (RuntimeException | LinkageError e) {
        failed++;
        failure = String.valueOf(e);
      }
      long took = System.nanoTime() - began;
      if (watched && took > worst) {
        worst = took;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void step() {
    float[] values = x.floats();
    for (int i = 0; i < values.length; i++) {
      values[i] = (calls * 31 + i * 7) % 97 / 97f;
    }
    target.apply(inputs, outputs);
    calls++;
    for (float value : v) {
      hash = hash * 31 + Float.floatToRawIntBits(value);
    }
  }

  /** The hash over all bits of all outputs after {@code n} calls on another target. */
  static long replay(Target target, long n) {
    Caller caller = new Caller("replay", target);
    for (long i = 0; i < n; i++) {
      caller.step();
    }
    return caller.hash;
  }

  /** Whether the longest call counts from now on. */
  void watch(boolean on) {
    watched = on;
  }

  void end() throws InterruptedException {
    stopped = true;
    join(30_000);
  }

  long calls() {
    return calls;
  }

  long hash() {
    return hash;
  }

  long failed() {
    return failed;
  }

  String failure() {
    return failure;
  }

  long worst() {
    return worst;
  }
}
