package org.hillock.registry.internal;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param selfCheck of a new version, and of any other step in a model's code outside calls
 * @param callbackDrain in a framework callback when others stop a bundle
 * @param gapWait of a caller while nothing serves its model
 * @param tapBlock of a call before it starts, while a lossless tap has no room
 * @param drain of a replaced version outside callbacks
 * @param keptStates for which old session states are kept for a rollback
 * @param collect until an unloaded class loader counts as not collected
 */
public record Limits(
    Duration selfCheck,
    Duration callbackDrain,
    Duration gapWait,
    Duration tapBlock,
    Duration drain,
    Duration keptStates,
    Duration collect) {

  /** The defaults. */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(45),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30));

  public Limits {
    boolean ordered =
        callbackDrain.compareTo(gapWait) < 0
            && gapWait.compareTo(tapBlock) < 0
            && tapBlock.compareTo(drain) < 0;
    if (callbackDrain.isNegative() || !ordered) {
      throw new IllegalArgumentException(
          "expected callback drain < gap wait < tap block < drain, got "
              + callbackDrain
              + ", "
              + gapWait
              + ", "
              + tapBlock
              + ", "
              + drain);
    }
  }
}
