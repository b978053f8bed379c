package org.hillock.nn;

/** {@link BatchNorm} of one channel in training, in double precision. */
public final class BatchNormReference {
  private final double epsilon;

  /** A reference with the given summand of the variance. */
  public BatchNormReference(double epsilon) {
    this.epsilon = epsilon;
  }

  /** Normalised values of one channel over all rows. */
  public double[] forward(double[] x, double gamma, double beta) {
    double mean = mean(x);
    double inverse = inverse(x, mean);
    double[] y = new double[x.length];
    for (int r = 0; r < x.length; r++) {
      y[r] = gamma * (x[r] - mean) * inverse + beta;
    }
    return y;
  }

  /**
   * Gradients of one channel.
   *
   * @return the gradients of x, then that of gamma, then that of beta
   */
  public double[] backward(double[] x, double gamma, double[] g) {
    double mean = mean(x);
    double inverse = inverse(x, mean);
    double sum = 0;
    double dot = 0;
    for (int r = 0; r < x.length; r++) {
      sum += g[r];
      dot += g[r] * (x[r] - mean) * inverse;
    }
    double[] out = new double[x.length + 2];
    for (int r = 0; r < x.length; r++) {
      double normal = (x[r] - mean) * inverse;
      out[r] = gamma * inverse * (g[r] - sum / x.length - normal * dot / x.length);
    }
    out[x.length] = dot;
    out[x.length + 1] = sum;
    return out;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  private double inverse(double[] x, double mean) {
    double sum = 0;
    for (double value : x) {
      sum += (value - mean) * (value - mean);
    }
    return 1 / Math.sqrt(sum / x.length + epsilon);
  }
}
