package org.hillock.models.delays.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Mode;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.Pass;
import org.hillock.api.model.RandomKey;
import org.hillock.api.model.State;
import org.hillock.api.model.Trainable;
import org.hillock.api.tensor.Tensor;

/**
 * A served network: whole delays, running statistics, no dropout.
 *
 * <p>Calls may cut a sample at any step: the results are the same bits. FIRST resets a row; LAST
 * lets layer l (from 1) run on for {@code l (taps-1)/2} steps, in which its own input is zero once
 * the layer below has ended, adds those steps to the scores, and leaves the row fresh. Scores are
 * the sum over all steps of the softmax of the read-out's membranes.
 */
final class DelaysModel implements Trainable {
  private static final int STEPS = 0;

  private final NetworkParameters parameters;
  private final ModelCard card;
  private final List<StepLayer> layers = new ArrayList<>();
  private final int growth;
  private final int classes;

  DelaysModel(NetworkParameters parameters, ModelCard card) {
    this.parameters = parameters;
    this.card = card;
    DelaySettings settings = parameters.settings();
    NetworkParameters rounded = parameters.rounded();
    for (int l = 0; l < settings.layers(); l++) {
      layers.add(new StepLayer(rounded, l));
    }
    growth = settings.shape(0).growth();
    classes = settings.outputs();
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Map<String, Tensor> parameters() {
    return DelaysCard.readOnly(parameters);
  }

  @Override
  public State apply(Inputs inputs, State state, Outputs outputs, Hooks hooks) {
    State next = state.take();
    int batch = inputs.batch();
    for (int row = 0; row < batch; row++) {
      if (inputs.isFirst(row)) {
        next.clear(row);
      }
    }
    float[] x = values(inputs.tensor(0), next);
    int[] before = steps(inputs, next, 0);
    int most = inputs.time();
    for (int l = 0; l < layers.size(); l++) {
      int[] after = steps(inputs, next, l + 1);
      most = 0;
      for (int row = 0; row < batch; row++) {
        most = Math.max(most, after[row]);
      }
      x = layer(l, x, before, after, most, next, hooks);
      before = after;
    }
    score(x, before, next);
    outputs.tensor(0).copyFrom(next.tensor(2 * layers.size()));
    for (int row = 0; row < batch; row++) {
      if (inputs.isLast(row)) {
        next.clear(row);
      }
    }
    next.advance(Math.max(inputs.time(), most));
    return next;
  }

  private float[] values(Tensor tensor, State state) {
    if (!tensor.isReadOnly()) {
      return tensor.floats();
    }
    float[] copy = state.scratch(2 * layers.size(), tensor.size());
    tensor.copyTo(0, copy, 0, tensor.size());
    return copy;
  }

  private int[] steps(Inputs inputs, State state, int level) {
    int[] steps = state.scratchInts(STEPS + level, inputs.batch());
    for (int row = 0; row < inputs.batch(); row++) {
      steps[row] = inputs.length(row) + (inputs.isLast(row) ? level * growth : 0);
    }
    return steps;
  }

  private float[] layer(
      int l, float[] x, int[] before, int[] after, int most, State state, Hooks hooks) {
    StepLayer layer = layers.get(l);
    boolean readout = l == layers.size() - 1;
    int size = most * state.batch() * layer.units();
    Hook spikes = readout ? null : hooks.at(2 * l);
    Hook membrane = hooks.at(readout ? 2 * l : 2 * l + 1);
    float[] y = spikes == null ? state.scratch(layers.size() + l, size) : new float[size];
    layer.run(x, before, after, most, state, y, membrane);
    if (spikes != null) {
      spikes.emit(state.step(), Tensor.of(y, most, state.batch(), layer.units()), after);
    }
    return y;
  }

  private void score(float[] membranes, int[] steps, State state) {
    float[] scores = state.tensor(2 * layers.size()).floats();
    int batch = state.batch();
    for (int row = 0; row < batch; row++) {
      for (int t = 0; t < steps[row]; t++) {
        add(membranes, (t * batch + row) * classes, scores, row * classes);
      }
    }
  }

  private void add(float[] membranes, int from, float[] scores, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      max = Math.max(max, membranes[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(membranes[from + c] - max);
    }
    for (int c = 0; c < classes; c++) {
      scores[to + c] += (float) (Math.exp(membranes[from + c] - max) / sum);
    }
  }

  @Override
  public Pass forward(Inputs inputs, State state, Mode mode, Hooks hooks, RandomKey key) {
    return DelaysPass.run(this, parameters, inputs, state, mode, hooks, key);
  }
}
