package org.hillock.registry.internal.shadow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapReport.Unload;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.DaemonThreads;
import org.hillock.registry.internal.FailureText;

/**
 * A shadow with its thread. A second thread sees to its end: it waits for the present call, then
 * interrupts it, ends the streams and gives the candidate back.
 */
public final class ShadowRun implements Shadow {
  private static final long GRACE_MILLIS = 1000;

  private final VersionId live;
  private final VersionId candidate;
  private final Host host;
  private final Duration callLimit;
  private final Tally tally = new Tally();
  private final Backlog backlog;
  private final Mirror mirror;
  private final Thread thread;
  private final AtomicReference<Runner> runner = new AtomicReference<>();
  private final AtomicReference<String> end = new AtomicReference<>("");
  private final CompletableFuture<Unload> unload = new CompletableFuture<>();
  private volatile boolean failed;

  /**
   * A shadow that is not started.
   *
   * @param token stands for the live version
   * @param callLimit of one call in the candidate
   * @param room how long a call waits for lossless taps
   */
  public ShadowRun(
      VersionId live,
      Object token,
      Candidate candidate,
      ShadowOptions options,
      Streams streams,
      Duration callLimit,
      Duration room,
      Host host) {
    this.live = live;
    this.candidate = candidate.id();
    this.host = host;
    this.callLimit = callLimit;
    this.backlog = new Backlog(options);
    this.mirror = new Mirror(token, backlog, tally, streams, this::look);
    this.runner.set(new Runner(candidate, backlog, tally, room, this::fail));
    this.thread = DaemonThreads.named("hillock-shadow " + live.model()).newThread(this::work);
  }

  /** Starts the thread; from then on {@link #mirror} may be asked. */
  public void start() {
    thread.start();
  }

  /** The thread reaches the candidate through the reference only, which is cleared at the end. */
  private void work() {
    Runner work = runner.get();
    if (work != null) {
      work.run();
    }
  }

  /** Where calls come in. */
  public Mirror mirror() {
    return mirror;
  }

  /** Whether it ended since the candidate failed or was refused. */
  public boolean failed() {
    return failed;
  }

  /** Ends it, unless it has ended; at once, without waiting. */
  public void end(String reason) {
    end(reason, false);
  }

  private void end(String reason, boolean failure) {
    if (!end.compareAndSet("", reason)) {
      return;
    }
    failed = failure;
    host.detached(this, reason);
    Runner work = runner.getAndSet(null);
    work.end();
    tally.over();
    DaemonThreads.named("hillock-shadow-end " + live.model())
        .newThread(() -> finish(reason))
        .start();
  }

  /** Interrupts the present call. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Waits until its thread has left the candidate's code. */
  public void await(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, nanos));
  }

  private void finish(String reason) {
    try {
      thread.join(GRACE_MILLIS);
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(callLimit.toMillis());
      }
      for (Item item : backlog.drain()) {
        if (item instanceof StreamEnd ended) {
          ended.twin().end(ended.reason());
        }
      }
      mirror.close().forEach(lane -> lane.twin().end(reason));
      host.release(this)
          .whenComplete(
              (done, problem) -> {
                if (problem == null) {
                  unload.complete(done);
                } else {
                  unload.completeExceptionally(problem);
                }
              });
    } catch (Throwable t) {
      unload.completeExceptionally(new IllegalStateException(FailureText.of(t)));
    }
  }

  private void fail(String text) {
    end(text, true);
  }

  /** Ends a shadow whose candidate hangs; asked where that shows. */
  private void look() {
    Runner work = runner.get();
    if (work != null && work.busy() > callLimit.toNanos()) {
      fail(work.hang(callLimit));
    }
  }

  @Override
  public VersionId live() {
    return live;
  }

  @Override
  public VersionId candidate() {
    return candidate;
  }

  @Override
  public ShadowNumbers numbers() {
    look();
    return tally.numbers();
  }

  @Override
  public String end() {
    return end.get();
  }

  @Override
  public boolean settle(Duration limit) throws InterruptedException {
    return tally.settle(limit);
  }

  @Override
  public CompletableFuture<SwapReport> swap(Unmigratable unmigratable) {
    return host.swap(this, unmigratable);
  }

  @Override
  public void refuse(String why) {
    if (end.get().isEmpty()) {
      host.refused(this, why);
      end(why, true);
    }
  }

  @Override
  public CompletableFuture<Unload> unload() {
    return unload.copy();
  }

  @Override
  public void close() {
    end("closed by its owner");
  }
}
