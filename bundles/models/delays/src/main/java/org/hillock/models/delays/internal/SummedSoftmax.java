package org.hillock.models.delays.internal;

import org.hillock.nn.SoftmaxCrossEntropy;

/**
 * The decision of a read-out: {@code m = sum_t softmax(v_t)} for each sample, and its loss, the
 * cross entropy of m (a second softmax over it), mean over the batch.
 */
final class SummedSoftmax {
  private static final double NEGLIGIBLE = 1e-30;

  private final int classes;
  private final double[] p;
  private final double[] g;

  SummedSoftmax(int classes) {
    this.classes = classes;
    p = new double[classes];
    g = new double[classes];
  }

  /** Scores m of every sample from the membranes of the read-out. */
  double[][] scores(float[][] membranes, Sequences sequences) {
    double[][] scores = new double[sequences.samples()][classes];
    for (int b = 0; b < scores.length; b++) {
      for (int t = sequences.starts()[b]; t < sequences.starts()[b + 1]; t++) {
        softmax(membranes[t]);
        for (int c = 0; c < classes; c++) {
          scores[b][c] += p[c];
        }
      }
    }
    return scores;
  }

  /**
   * Mean loss of a batch.
   *
   * @param scores result of {@link #scores}; replaced by their gradients
   * @param targets a distribution over the classes for each sample
   */
  double loss(double[][] scores, float[][] targets) {
    double loss = 0;
    for (int b = 0; b < scores.length; b++) {
      loss += SoftmaxCrossEntropy.loss(scores[b].clone(), targets[b], scores[b], classes);
      for (int c = 0; c < classes; c++) {
        scores[b][c] /= scores.length;
      }
    }
    return loss / scores.length;
  }

  /** Writes the gradients of the membranes for gradients of the scores; below 1e-30 they are 0. */
  void backward(
      double[][] gScores, float[][] membranes, Sequences sequences, float[][] gMembranes) {
    for (int b = 0; b < gScores.length; b++) {
      for (int t = sequences.starts()[b]; t < sequences.starts()[b + 1]; t++) {
        softmax(membranes[t]);
        System.arraycopy(gScores[b], 0, g, 0, classes);
        SoftmaxCrossEntropy.softmaxBackward(p, g, classes);
        for (int c = 0; c < classes; c++) {
          gMembranes[t][c] = Math.abs(g[c]) < NEGLIGIBLE ? 0 : (float) g[c];
        }
      }
    }
  }

  private void softmax(float[] membranes) {
    for (int c = 0; c < classes; c++) {
      g[c] = membranes[c];
    }
    SoftmaxCrossEntropy.softmax(g, p, classes);
  }
}
