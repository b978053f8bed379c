package org.hillock.activation.internal;

import org.hillock.api.activation.Tap;

/** How configurations open taps: what is not known yet is waited for. */
public interface WaitingTaps {
  /** Opens a tap as soon as its model, site and transport are there; its status says how it is. */
  void openWaiting(Tap tap);

  /** Closes a tap; false when there is none of that name. */
  boolean close(String tap);
}
