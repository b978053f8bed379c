package org.hillock.api.registry;

/**
 * How much of the live calls may wait for their turn in a shadow. A call that finds no room is
 * dropped whole and counted.
 *
 * @param queuedCalls calls that may wait, 1 or more
 * @param queuedBytes bytes of their inputs and outputs, 1 or more; one call alone may be larger
 */
public record ShadowOptions(int queuedCalls, long queuedBytes) {
  /** 1024 calls and 64 MiB. */
  public static final ShadowOptions DEFAULT = new ShadowOptions(1024, 64L << 20);

  public ShadowOptions {
    if (queuedCalls < 1 || queuedBytes < 1) {
      throw new IllegalArgumentException(
          "expected room for 1 call and 1 byte or more in a shadow, got "
              + queuedCalls
              + " calls and "
              + queuedBytes
              + " bytes");
    }
  }
}
