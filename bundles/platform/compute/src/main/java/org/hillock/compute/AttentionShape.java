package org.hillock.compute;

/**
 * Sizes of attention with several heads.
 *
 * @param batch number of samples
 * @param steps positions of a sample
 * @param heads number of heads
 * @param width of a head
 * @param causal whether a position sees only itself and earlier ones
 */
public record AttentionShape(int batch, int steps, int heads, int width, boolean causal) {
  /** Refuses sizes that are not positive. */
  public AttentionShape {
    if (Math.min(Math.min(batch, steps), Math.min(heads, width)) < 1) {
      throw new IllegalArgumentException(
          "attention: expected positive sizes, got "
              + batch
              + ", "
              + steps
              + ", "
              + heads
              + ", "
              + width);
    }
  }

  /** Elements of queries, keys, values or results. */
  public int size() {
    return batch * steps * heads * width;
  }

  /** Elements of the shares. */
  public int shares() {
    return batch * heads * steps * steps;
  }
}
