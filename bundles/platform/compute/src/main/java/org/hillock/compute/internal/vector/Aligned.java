package org.hillock.compute.internal.vector;

/**
 * Scratch arrays whose data begins at {@link #LEAD}: the element that lies on a cache line when the
 * virtual machine aligns objects to 64 bytes.
 */
final class Aligned {
  /** Elements before the first that is used: an array's header has 16 bytes. */
  static final int LEAD = 12;

  private Aligned() {}

  /** The array itself if it holds {@code n} elements after the lead, else a new one. */
  static float[] grown(float[] present, int n) {
    return present.length >= LEAD + n ? present : new float[LEAD + n];
  }
}
