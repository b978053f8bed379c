package org.hillock.models.delays.internal;

/**
 * How a network does on a split.
 *
 * @param loss mean loss
 * @param accuracy share of right decisions
 */
record Score(double loss, double accuracy) {
  /** Evaluates with whole delays and running statistics. */
  static Score of(NetworkParameters parameters, ImageRows images, int batch) {
    int classes = parameters.settings().outputs();
    NetworkPass pass = new NetworkPass(parameters.rounded());
    Batches batches = Batches.inOrder(images, batch, classes);
    double loss = 0;
    int right = 0;
    for (int i = 0; i < batches.count(); i++) {
      Sequences layout = batches.load(i);
      double[][] scores = pass.forward(batches.rows(), layout, KernelForm.MAX, false, null);
      right += right(scores, batches, i);
      loss += pass.loss(scores, batches.targets()) * layout.samples();
    }
    return new Score(loss / images.size(), (double) right / images.size());
  }

  /** Number of right decisions in a batch. */
  static int right(double[][] scores, Batches batches, int batch) {
    int right = 0;
    for (int b = 0; b < scores.length; b++) {
      int best = 0;
      for (int c = 1; c < scores[b].length; c++) {
        best = scores[b][c] > scores[b][best] ? c : best;
      }
      right += best == batches.label(batch, b) ? 1 : 0;
    }
    return right;
  }
}
