package org.hillock.models.delays.internal;

import org.hillock.nn.Adam;

/**
 * The two optimisers of the recipe: Adam for weights (with L2 in the gradient) and normalisation
 * (without), and a second Adam for positions. Every step ends with the positions moved back into
 * the kernel.
 */
final class Optimisers {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final NetworkParameters parameters;
  private final Adam main = new Adam(BETA1, BETA2, EPSILON);
  private final Adam spacing = new Adam(BETA1, BETA2, EPSILON);
  private final Adam.Group weights;
  private final Adam.Group norms;
  private final Adam.Group positions;
  private final boolean movesPositions;

  /**
   * Optimisers over live arrays.
   *
   * @param parameters updated by each step
   * @param gradients read by each step
   * @param weightDecay factor of the L2 term of the weights
   * @param movesPositions whether positions are trained
   */
  Optimisers(
      NetworkParameters parameters,
      NetworkParameters gradients,
      double weightDecay,
      boolean movesPositions) {
    this.parameters = parameters;
    this.movesPositions = movesPositions;
    weights = main.group(0, weightDecay);
    norms = main.group(0, 0);
    positions = spacing.group(0, 0);
    for (int l = 0; l < parameters.layers().size(); l++) {
      LayerParameters p = parameters.layers().get(l);
      LayerParameters g = gradients.layers().get(l);
      weights.add(p.weight(), g.weight());
      norms.add(p.gamma(), g.gamma()).add(p.beta(), g.beta());
      positions.add(p.position(), g.position());
    }
  }

  /** Sets rates and the main optimiser's beta1 for the following steps. */
  void rates(double weightRate, double beta1, double positionRate) {
    weights.rate(weightRate);
    norms.rate(weightRate);
    main.beta1(beta1);
    positions.rate(positionRate);
  }

  /** One step from the present gradients. */
  void step() {
    main.step();
    if (movesPositions) {
      spacing.step();
      parameters.layers().forEach(LayerParameters::clamp);
    }
  }
}
