package org.hillock.api.registry;

import java.util.Objects;

/**
 * How a session lives.
 *
 * @param call as for a client
 * @param keepEvery keep a snapshot every n calls and resume from it after a failed call; 0 closes
 *     the session instead
 */
public record SessionOptions(CallOptions call, int keepEvery) {
  /** {@link CallOptions#DEFAULT}, closed by a failed call. */
  public static final SessionOptions DEFAULT = new SessionOptions(CallOptions.DEFAULT, 0);

  public SessionOptions {
    Objects.requireNonNull(call, "call");
    if (keepEvery < 0) {
      throw new IllegalArgumentException("expected keepEvery of 0 or more, got " + keepEvery);
    }
  }
}
