package org.hillock.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980) with groups of parameters.
 *
 * <p>Weight decay is L2 in the gradient: {@code g <- g + decay * p} before the moments. Rates and
 * beta1 may change between steps; the bias corrections use the present beta1.
 */
public final class Adam {
  private final double beta2;
  private final double epsilon;
  private final List<Group> groups = new ArrayList<>();
  private double beta1;
  private int steps;

  /**
   * An optimiser without parameters.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   */
  public Adam(double beta1, double beta2, double epsilon) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  /** Parameters with their rate and decay. */
  public static final class Group {
    private final double decay;
    private final List<Slot> slots = new ArrayList<>();
    private double rate;

    private Group(double rate, double decay) {
      this.rate = rate;
      this.decay = decay;
    }

    /**
     * Adds a tensor that is updated in place.
     *
     * @param parameter the values
     * @param gradient an array of equal length, read at each step
     * @return this group
     */
    public Group add(float[] parameter, float[] gradient) {
      if (parameter.length != gradient.length) {
        throw new IllegalArgumentException(
            "gradient: expected " + parameter.length + " values, got " + gradient.length);
      }
      int n = parameter.length;
      slots.add(new Slot(parameter, gradient, new float[n], new float[n]));
      return this;
    }

    /** Sets the learning rate of the following steps. */
    public void rate(double newRate) {
      rate = newRate;
    }
  }

  private record Slot(float[] parameter, float[] gradient, float[] first, float[] second) {}

  /**
   * Adds a group.
   *
   * @param rate learning rate
   * @param decay factor of the L2 term, 0 for none
   */
  public Group group(double rate, double decay) {
    Group group = new Group(rate, decay);
    groups.add(group);
    return group;
  }

  /** Sets beta1 of the following steps. */
  public void beta1(double newBeta1) {
    beta1 = newBeta1;
  }

  /** Updates all parameters from their gradients. */
  public void step() {
    steps++;
    double correction1 = 1 - Math.pow(beta1, steps);
    double root2 = Math.sqrt(1 - Math.pow(beta2, steps));
    for (Group group : groups) {
      for (Slot slot : group.slots) {
        update(slot, group.decay, group.rate / correction1, root2);
      }
    }
  }

  private void update(Slot slot, double decay, double stepSize, double root2) {
    float[] p = slot.parameter;
    float[] m = slot.first;
    float[] v = slot.second;
    float b1 = (float) beta1;
    float c1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float c2 = (float) (1 - beta2);
    for (int i = 0; i < p.length; i++) {
      float g = (float) (slot.gradient[i] + decay * p[i]);
      m[i] = b1 * m[i] + c1 * g;
      v[i] = b2 * v[i] + c2 * g * g;
      p[i] -= (float) (stepSize * m[i] / (Math.sqrt(v[i]) / root2 + epsilon));
    }
  }
}
