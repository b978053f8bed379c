package org.hillock.models.delays.internal;

import java.util.function.Consumer;
import org.hillock.api.model.RandomKey;
import org.hillock.nn.CosineAnnealing;
import org.hillock.nn.OneCycle;

/**
 * Trains a network on images read as sequences and keeps the parameters of the epoch with the
 * lowest validation loss among those with final kernel width. One thread; the same plan gives the
 * same bits.
 */
final class Training {
  private final TrainingPlan plan;
  private final NetworkParameters parameters;
  private final ImageRows train;
  private final ImageRows validation;
  private final NetworkPass pass;
  private final Optimisers optimisers;
  private final RandomKey key;
  private NetworkParameters best;
  private Score bestScore;
  private int bestEpoch = -1;

  Training(TrainingPlan plan, DelaySettings settings, ImageRows train, ImageRows validation) {
    this.plan = plan;
    this.train = train;
    this.validation = validation;
    key = RandomKey.of(plan.seed());
    parameters = plan.arm().initial(settings, key.child("initial"));
    pass = new NetworkPass(parameters);
    optimisers =
        new Optimisers(parameters, pass.gradients(), plan.weightDecay(), plan.arm() == Arm.LEARNED);
  }

  /**
   * One finished epoch.
   *
   * @param epoch counted from 0
   * @param loss mean training loss, with dropout
   * @param accuracy share of right decisions on the training split, with dropout
   * @param validation score with whole delays
   * @param seconds time that the epoch took, evaluation included
   */
  record Epoch(int epoch, double loss, double accuracy, Score validation, double seconds) {}

  /** Runs all epochs and returns the chosen parameters. */
  NetworkParameters run(Consumer<Epoch> listener) {
    OneCycle weights = new OneCycle(plan.weightRate(), plan.epochs());
    CosineAnnealing positions = new CosineAnnealing(plan.positionRate(), 0, plan.epochs());
    int finalEpoch = plan.arm().finalEpoch(plan.epochs());
    SigmaSchedule widths = new SigmaSchedule(parameters.settings().shape(0).centre(), finalEpoch);
    for (int e = 0; e < plan.epochs(); e++) {
      long start = System.nanoTime();
      optimisers.rates(weights.at(e), weights.beta1(e), positions.at(e));
      Score fitted = epoch(e);
      for (LayerParameters layer : parameters.layers()) {
        widths.endOfEpoch(e, layer.sigma());
      }
      Score held = Score.of(parameters, validation, plan.batch());
      if (e >= finalEpoch - 1 && (best == null || held.loss() < bestScore.loss())) {
        best = parameters.copy();
        bestScore = held;
        bestEpoch = e;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      listener.accept(new Epoch(e, fitted.loss(), fitted.accuracy(), held, seconds));
    }
    return best;
  }

  private Score epoch(int epoch) {
    int[] order = key.child("order").child(epoch).permutation(train.size());
    Batches batches = new Batches(train, order, plan.batch(), parameters.settings().outputs());
    RandomKey dropout = key.child("dropout").child(epoch);
    double loss = 0;
    int right = 0;
    for (int i = 0; i < batches.count(); i++) {
      Sequences layout = batches.load(i);
      double[][] scores =
          pass.forward(
              batches.rows(), layout, parameters.settings().form(), true, dropout.child(i));
      right += Score.right(scores, batches, i);
      loss += pass.loss(scores, batches.targets()) * layout.samples();
      pass.backward(scores, false);
      optimisers.step();
    }
    return new Score(loss / train.size(), (double) right / train.size());
  }

  /** Validation score of the chosen parameters. */
  Score bestScore() {
    return bestScore;
  }

  /** Epoch of the chosen parameters, counted from 0. */
  int bestEpoch() {
    return bestEpoch;
  }
}
