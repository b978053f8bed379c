package org.hillock.models.delays.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.hillock.api.model.RandomKey;

/**
 * The network over a batch of whole sequences, forward and backward. It reads live parameters and
 * moves running statistics in training; reused from batch to batch by one thread.
 */
final class NetworkPass {
  private final NetworkParameters gradients;
  private final List<LayerPass> layers = new ArrayList<>();
  private final List<Sequences> layouts = new ArrayList<>();
  private final SummedSoftmax decision;

  NetworkPass(NetworkParameters parameters) {
    DelaySettings settings = parameters.settings();
    gradients = NetworkParameters.zeros(settings);
    for (int l = 0; l < settings.layers(); l++) {
      layers.add(new LayerPass(parameters, gradients, l));
    }
    decision = new SummedSoftmax(settings.outputs());
  }

  /** Gradients of the last backward pass, in arrays that stay the same. */
  NetworkParameters gradients() {
    return gradients;
  }

  /**
   * Forward pass.
   *
   * @param x input rows
   * @param in lengths of the samples
   * @param form form of the kernels
   * @param training whether batch statistics are used and running ones moved
   * @param key randomness of the dropout, null for none
   * @return scores of every sample
   */
  double[][] forward(float[][] x, Sequences in, KernelForm form, boolean training, RandomKey key) {
    return forward(x, in, form, training, key, (layer, layout, pass) -> {});
  }

  /** Forward pass with a watcher, called before dropout and the next layer. */
  double[][] forward(
      float[][] x,
      Sequences in,
      KernelForm form,
      boolean training,
      RandomKey key,
      LayerWatcher watcher) {
    layouts.clear();
    float[][] rows = x;
    Sequences layout = in;
    for (int l = 0; l < layers.size(); l++) {
      LayerPass layer = layers.get(l);
      layout = layer.forward(rows, layout, form, training, key == null ? null : key.child(l));
      layouts.add(layout);
      watcher.computed(l, layout, layer);
      layer.drop();
      rows = layer.results();
    }
    return decision.scores(rows, layout);
  }

  /** Mean loss of the last forward pass; the scores are replaced by their gradients. */
  double loss(double[][] scores, float[][] targets) {
    return decision.loss(scores, targets);
  }

  /**
   * Backward pass from gradients of the scores.
   *
   * @param wantsInput whether the gradient of the inputs is needed
   * @return rows of the input gradient, or null
   */
  float[][] backward(double[][] gScores, boolean wantsInput) {
    return backward(gScores, wantsInput, layer -> SiteGradients.NONE);
  }

  /** Backward pass that shows the gradients at the sites of every layer. */
  float[][] backward(double[][] gScores, boolean wantsInput, IntFunction<SiteGradients> sites) {
    int last = layers.size() - 1;
    LayerPass readout = layers.get(last);
    decision.backward(gScores, readout.results(), layouts.get(last), readout.cotangents());
    float[][] g = null;
    for (int l = last; l >= 0; l--) {
      g = layers.get(l).backward(wantsInput || l > 0, sites.apply(l));
      if (l > 0) {
        copy(g, layers.get(l - 1).cotangents(), layouts.get(l - 1).total());
      }
    }
    return g;
  }

  private static void copy(float[][] from, float[][] to, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(from[r], 0, to[r], 0, to[r].length);
    }
  }

  LayerPass layer(int index) {
    return layers.get(index);
  }

  /** Layout of a layer's results in the last forward pass. */
  Sequences layout(int index) {
    return layouts.get(index);
  }
}
