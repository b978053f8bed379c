package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;

/**
 * What is wanted of a model at one moment. Replaced as a whole, so that one comparison of
 * identities says whether a plan is still right.
 *
 * @param taps that can be served
 * @param interventions in the order in which they write
 * @param maxFrameBytes of the transport
 */
record Wanted(List<Tap> taps, List<InterventionRef> interventions, int maxFrameBytes) {
  static final Wanted NOTHING = new Wanted(List.of(), List.of(), Integer.MAX_VALUE);

  /** What a frame may take beside its values. */
  static final int FRAME_OVERHEAD = 8192;

  /**
   * The sampling that holds the steps of every tap on a site: the greatest common divisor; 0
   * without taps.
   */
  int every(String site, Delivery delivery) {
    int every = 0;
    for (Tap tap : taps) {
      if (tap.delivery() == delivery && (tap.site().equals("*") || tap.site().equals(site))) {
        every = gcd(every, tap.every());
      }
    }
    return every;
  }

  boolean any(Delivery delivery) {
    for (Tap tap : taps) {
      if (tap.delivery() == delivery) {
        return true;
      }
    }
    return false;
  }

  static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
