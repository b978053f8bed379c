package org.hillock.api.registry;

import java.util.Objects;

/**
 * How a session lives.
 *
 * @param call as for a client
 * @param keepEvery keep a snapshot every n calls and resume from it after a failed call; 0 closes
 *     the session instead
 * @param durable its state goes into the log with the frames of each call, and {@link
 *     Registry#resume} goes on from the last committed call after the platform has ended
 */
public record SessionOptions(CallOptions call, int keepEvery, boolean durable) {
  /** {@link CallOptions#DEFAULT}, closed by a failed call. */
  public static final SessionOptions DEFAULT = new SessionOptions(CallOptions.DEFAULT, 0, false);

  public SessionOptions {
    Objects.requireNonNull(call, "call");
    if (keepEvery < 0) {
      throw new IllegalArgumentException("expected keepEvery of 0 or more, got " + keepEvery);
    }
  }

  /** A session that ends with its platform. */
  public SessionOptions(CallOptions call, int keepEvery) {
    this(call, keepEvery, false);
  }

  /** The same for a session that outlives its platform. */
  public SessionOptions asDurable() {
    return new SessionOptions(call, keepEvery, true);
  }
}
