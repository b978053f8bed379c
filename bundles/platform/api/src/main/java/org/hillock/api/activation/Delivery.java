package org.hillock.api.activation;

/** What happens when frames come faster than they leave. */
public enum Delivery {
  /** Never blocks the model: the oldest queued frames are dropped and counted. */
  LIVE,
  /** Never loses a frame: calls wait before they start, up to 30 s, and are then refused. */
  LOSSLESS
}
