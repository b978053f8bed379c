package org.hillock.registry.internal;

import java.util.Locale;
import org.hillock.api.model.Example;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.State;
import org.hillock.api.tensor.Tensor;

/** Runs the example of a version's card and compares. */
final class SelfCheck {
  private SelfCheck() {}

  static void run(Loaded version) throws LoadFailure {
    ModelCard card = version.card();
    Example example = card.example();
    if (example == null) {
      throw new LoadFailure("expected an example in the card, got none");
    }
    Inputs inputs = example.call();
    Outputs outputs = Outputs.allocate(card, example.time(), example.batch());
    inputs.check(card);
    State state = FreshState.of(version, example.batch(), 0);
    SpikeCounter spikes = new SpikeCounter(card, example.spikes() >= 0);
    State after = version.model().apply(inputs, state, outputs, spikes);
    if (after == null) {
      throw new LoadFailure("expected a state from apply, got null");
    }
    compare(example, outputs);
    if (example.spikes() >= 0 && spikes.count != example.spikes()) {
      throw new LoadFailure(
          "expected " + example.spikes() + " spikes over all sites, got " + spikes.count);
    }
  }

  private static void compare(Example example, Outputs outputs) throws LoadFailure {
    if (example.outputs().size() != outputs.count()) {
      throw new LoadFailure(
          "expected "
              + outputs.count()
              + " outputs in the example, got "
              + example.outputs().size());
    }
    for (int i = 0; i < outputs.count(); i++) {
      Tensor expected = example.outputs().get(i);
      Tensor got = outputs.tensor(i);
      if (expected.size() != got.size()) {
        throw new LoadFailure("expected output " + i + " as " + expected + ", got " + got);
      }
      for (int k = 0; k < got.size(); k++) {
        double b = expected.get(k);
        double error = Math.abs(got.get(k) - b) / Math.max(1, Math.abs(b));
        if (!(error <= example.tolerance())) {
          throw new LoadFailure(
              String.format(
                  Locale.ROOT,
                  "expected %s at element %d of output %d within %s, got %s",
                  b,
                  k,
                  i,
                  example.tolerance(),
                  got.get(k)));
        }
      }
    }
  }

  /** Counts spikes; copies nothing and keeps nothing. */
  private static final class SpikeCounter implements Hooks, Hook {
    private final ModelCard card;
    private final boolean counting;
    private long count;

    SpikeCounter(ModelCard card, boolean counting) {
      this.card = card;
      this.counting = counting;
    }

    @Override
    public Hook at(int site) {
      return counting && card.sites().get(site).kind() == SiteSpec.Kind.SPIKES ? this : null;
    }

    @Override
    public void emit(long firstStep, Tensor values, int[] validSteps) {
      int time = values.dim(0);
      int batch = values.dim(1);
      int units = time * batch == 0 ? 0 : values.size() / (time * batch);
      for (int t = 0; t < time; t++) {
        for (int row = 0; row < batch; row++) {
          if (validSteps == null || t < validSteps[row]) {
            count(values, (t * batch + row) * units, units);
          }
        }
      }
    }

    private void count(Tensor values, int from, int units) {
      for (int i = from; i < from + units; i++) {
        if (values.get(i) != 0) {
          count++;
        }
      }
    }
  }
}
