package org.hillock.models.delays.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The recipe of one training run.
 *
 * @param arm what happens to the delays
 * @param seed source of all randomness
 * @param epochs passes over the training split, at least 4
 * @param batch samples of a step
 * @param weightRate largest rate of weights and normalisation
 * @param positionRate first rate of positions
 * @param weightDecay factor of the L2 term of the weights
 */
record TrainingPlan(
    Arm arm,
    long seed,
    int epochs,
    int batch,
    double weightRate,
    double positionRate,
    double weightDecay) {
  TrainingPlan {
    if (epochs < 4 || batch < 1) {
      throw new IllegalArgumentException(
          "expected at least 4 epochs and batches of at least 1, got " + epochs + " and " + batch);
    }
  }

  /** The published rates. */
  static TrainingPlan published(Arm arm, long seed, int epochs, int batch) {
    return new TrainingPlan(arm, seed, epochs, batch, 5e-3, 0.1, 1e-5);
  }

  /** What a card says about the run. */
  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("arm", arm.lower());
    map.put("seed", Long.toString(seed));
    map.put("epochs", Integer.toString(epochs));
    map.put("batch", Integer.toString(batch));
    map.put("weightRate", Double.toString(weightRate));
    map.put("positionRate", Double.toString(positionRate));
    map.put("weightDecay", Double.toString(weightDecay));
    return map;
  }
}
