package org.hillock.demo.internal;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What the callers saw, written down apart from what the platform counts. Thread-safe. */
final class Ledger {
  /** Decisions of one version. */
  record Score(LongAdder decisions, LongAdder right) {
    Score() {
      this(new LongAdder(), new LongAdder());
    }

    double accuracy() {
      return right.sum() / (double) Math.max(1, decisions.sum());
    }
  }

  private final ConcurrentMap<String, Score> scores = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<UUID, AtomicLong> calls = new ConcurrentHashMap<>();
  private final LongAdder failed = new LongAdder();
  private final AtomicLong worstNanos = new AtomicLong();
  private final AtomicReference<String> firstFailure = new AtomicReference<>("");

  void returned(UUID stream, long nanos) {
    calls.computeIfAbsent(stream, id -> new AtomicLong()).incrementAndGet();
    worstNanos.accumulateAndGet(nanos, Math::max);
  }

  void decided(String version, boolean right) {
    Score score = scores.computeIfAbsent(version, v -> new Score());
    score.decisions.increment();
    if (right) {
      score.right.increment();
    }
  }

  void failed(RuntimeException e) {
    failed.increment();
    firstFailure.compareAndSet("", String.valueOf(e.getMessage()));
  }

  Map<String, Score> scores() {
    return scores;
  }

  /** Calls that returned, for each stream. */
  Map<UUID, AtomicLong> calls() {
    return calls;
  }

  long callCount() {
    return calls.values().stream().mapToLong(AtomicLong::get).sum();
  }

  long failedCount() {
    return failed.sum();
  }

  String firstFailure() {
    return firstFailure.get();
  }

  /** The longest call since the last question. */
  double takeWorstMillis() {
    return worstNanos.getAndSet(0) / 1e6;
  }
}
