package org.hillock.api.activation;

import org.osgi.annotation.versioning.ConsumerType;

/** Takes the frames of a subscription, on one thread of the transport, in order within a stream. */
@ConsumerType
@FunctionalInterface
public interface FrameListener {
  /** {@code frame} is valid until the return; {@link Frame#copyOf} keeps it. */
  void frame(FrameView frame);
}
