package org.hillock.nn;

import org.hillock.api.model.RandomKey;

/**
 * Dropout with one mask for each (sample, unit), kept over the whole sequence.
 *
 * @param probability share of units that are silenced, 0 to below 1
 */
public record Dropout(double probability) {
  /** Refuses a share outside its range. */
  public Dropout {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "dropout: expected a probability of 0 to below 1, got " + probability);
    }
  }

  /**
   * The mask of one sample: 0, or 1/(1-p) for the units that stay.
   *
   * @param key randomness of this sample and layer
   * @param mask receives one factor for each unit
   */
  public void mask(RandomKey key, float[] mask) {
    float kept = (float) (1 / (1 - probability));
    for (int j = 0; j < mask.length; j++) {
      mask[j] = key.uniform(j) < probability ? 0f : kept;
    }
  }
}
