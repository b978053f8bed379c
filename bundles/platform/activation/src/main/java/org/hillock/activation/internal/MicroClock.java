package org.hillock.activation.internal;

/** Microseconds since 1970 without garbage: the wall clock, refined by the running one. */
final class MicroClock {
  private static final long STEP = 2_000;

  private volatile Anchor anchor = Anchor.now();

  private record Anchor(long micros, long nanos) {
    static Anchor now() {
      return new Anchor(System.currentTimeMillis() * 1000, System.nanoTime());
    }
  }

  long micros() {
    Anchor a = anchor;
    long refined = a.micros + (System.nanoTime() - a.nanos) / 1000;
    long wall = System.currentTimeMillis() * 1000;
    if (Math.abs(refined - wall) > STEP) {
      anchor = Anchor.now();
      return wall;
    }
    return refined;
  }
}
