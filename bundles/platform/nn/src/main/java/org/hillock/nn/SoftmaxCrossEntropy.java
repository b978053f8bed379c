package org.hillock.nn;

/** Softmax and the cross entropy against a distribution over classes, for one sample. */
public final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

  /** Writes the softmax of the first n logits to p. */
  public static void softmax(double[] logits, double[] p, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < n; c++) {
      max = Math.max(max, logits[c]);
    }
    double sum = 0;
    for (int c = 0; c < n; c++) {
      p[c] = Math.exp(logits[c] - max);
      sum += p[c];
    }
    for (int c = 0; c < n; c++) {
      p[c] /= sum;
    }
  }

  /**
   * Loss {@code -sum_c target_c log softmax(logits)_c} and its gradient.
   *
   * @param logits values of n classes
   * @param target a distribution over the classes; its sum need not be 1
   * @param gradient receives the gradient of the logits
   * @param n classes
   */
  public static double loss(double[] logits, float[] target, double[] gradient, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < n; c++) {
      max = Math.max(max, logits[c]);
    }
    double sum = 0;
    for (int c = 0; c < n; c++) {
      sum += Math.exp(logits[c] - max);
    }
    double logSum = max + Math.log(sum);
    double weight = 0;
    double loss = 0;
    for (int c = 0; c < n; c++) {
      weight += target[c];
      loss += target[c] * (logSum - logits[c]);
    }
    for (int c = 0; c < n; c++) {
      gradient[c] = weight * Math.exp(logits[c] - logSum) - target[c];
    }
    return loss;
  }

  /**
   * Turns the gradient of a softmax into that of its logits, in place.
   *
   * @param p the softmax
   * @param g on entry gradients of p, on return of the logits
   * @param n classes
   */
  public static void softmaxBackward(double[] p, double[] g, int n) {
    double dot = 0;
    for (int c = 0; c < n; c++) {
      dot += p[c] * g[c];
    }
    for (int c = 0; c < n; c++) {
      g[c] = p[c] * (g[c] - dot);
    }
  }
}
