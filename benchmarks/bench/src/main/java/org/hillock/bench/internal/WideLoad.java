package org.hillock.bench.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.frame.FrameEncoder;

/** One session on the wide model, and its frames on the other side. One thread calls. */
final class WideLoad implements AutoCloseable {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long PERIOD_NANOS = 1_000_000;
  private static final long POLL_NANOS = 500_000;

  private final Activations activations;
  private final String model;
  private final int rows;
  private final Session session;
  private final Inputs inputs;
  private final Outputs outputs;
  private long calls;
  private volatile long first = Long.MAX_VALUE;

  WideLoad(Registry registry, Activations activations, String model, int units, int rows) {
    this.activations = activations;
    this.model = model;
    this.rows = rows;
    this.session =
        registry.open(
            model, new SessionOptions(new CallOptions(model, rows, Duration.ofSeconds(60)), 0));
    Tensor x = Tensor.zeros(DType.F32, 1, rows, units);
    float[] values = x.floats();
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 8191 / 8191f;
    }
    this.inputs = Inputs.of(x);
    this.outputs = Outputs.of(Tensor.zeros(DType.F32, rows, 1));
  }

  /** Calls so often, and returns when the log of a lossless tap has all frames of these calls. */
  void block(int times) {
    long goal = published() + (long) times * rows;
    for (int i = 0; i < times; i++) {
      call();
    }
    await(() -> published() >= goal);
  }

  /** The size of an encoded frame, in bytes. */
  int frameBytes() {
    AtomicInteger bytes = new AtomicInteger();
    FrameEncoder encoder = new FrameEncoder();
    try (Subscription ignored =
        activations.subscribe(
            model,
            "x",
            1,
            Delivery.LOSSLESS,
            frame -> {
              if (frame.kind() == Kind.DATA) {
                bytes.compareAndSet(0, encoder.toBytes(frame).length);
              }
            })) {
      await(
          () -> {
            call();
            return bytes.get() > 0;
          });
    }
    return bytes.get();
  }

  /**
   * Calls a thousand times a second and follows the frames.
   *
   * @return nanoseconds from the return of apply to the reader, sorted; one value a call
   */
  long[] latencies(Delivery delivery, int times) {
    long[] returned = new long[times];
    long[] read = new long[times];
    AtomicInteger count = new AtomicInteger();
    try (Subscription following =
        activations.subscribe(
            model,
            "x",
            1,
            delivery,
            frame -> {
              long at = System.nanoTime();
              int index = index(frame, times);
              if (index >= 0 && read[index] == 0) {
                read[index] = at;
                count.incrementAndGet();
              }
            })) {
      await(
          () -> {
            call();
            return following.received() > 0;
          });
      first = calls;
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        long due = start + i * PERIOD_NANOS;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        call();
        returned[i] = System.nanoTime();
      }
      await(() -> count.get() == times);
    } finally {
      first = Long.MAX_VALUE;
    }
    long[] took = new long[times];
    Arrays.setAll(took, i -> read[i] - returned[i]);
    Arrays.sort(took);
    return took;
  }

  private int index(FrameView frame, int times) {
    long index = frame.kind() == Kind.DATA && frame.row() == 0 ? frame.call() - first : -1;
    return index >= 0 && index < times ? (int) index : -1;
  }

  private void call() {
    session.apply(inputs, outputs);
    calls++;
  }

  private long published() {
    return activations.taps().stream()
        .filter(s -> s.tap().model().equals(model) && s.tap().delivery() == Delivery.LOSSLESS)
        .mapToLong(TapStatus::published)
        .findFirst()
        .orElse(0);
  }

  private static void await(java.util.function.BooleanSupplier done) {
    long until = System.nanoTime() + LIMIT_NANOS;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("expected all frames within 60 s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
