package org.hillock.registry.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Example;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.StateMigration;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** A sum over steps with a gain: v = v + gain x; what else it does is set by the test. */
final class TestModel implements ModelFactory, Model {
  /** Runs inside apply; sees the inputs. */
  interface Behaviour {
    void act(Inputs inputs, Hooks hooks) throws Exception;
  }

  final float gain;
  final StateLayout layout;
  final ModelCard card;
  volatile Behaviour behaviour = (in, hooks) -> {};
  volatile boolean hangWhenMade;
  volatile Map<String, StateMigration> migrations = Map.of();

  TestModel(float gain) {
    this(gain, "sum-1");
  }

  TestModel(float gain, String meaning) {
    this(gain, meaning, gain);
  }

  /** A model whose card promises {@code promised} for an input of 1. */
  TestModel(float gain, String meaning, float promised) {
    this.gain = gain;
    this.layout =
        StateLayout.of(meaning, TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", 1)));
    this.card =
        ModelCard.builder("sum")
            .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch(), Axis.of("unit", 1)))
            .outputs(TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", 1)))
            .sites(SiteSpec.spikes("v", 1, 0.001))
            .state(layout)
            .example(
                new Example(
                    1,
                    1,
                    List.of(Tensor.of(new float[] {1}, 1, 1, 1)),
                    List.of(Tensor.of(new float[] {promised}, 1, 1)),
                    1e-6,
                    1))
            .build();
  }

  @Override
  public Model create(Checkpoint checkpoint) {
    if (hangWhenMade) {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException("woken");
      }
    }
    return this;
  }

  @Override
  public Optional<StateMigration> migration(String fromLayoutHash) {
    return Optional.ofNullable(migrations.get(fromLayoutHash));
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public Map<String, Tensor> parameters() {
    return Map.of();
  }

  @Override
  public State apply(Inputs in, State state, Outputs out, Hooks hooks) {
    State next = state.take();
    try {
      behaviour.act(in, hooks);
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    for (int row = 0; row < in.batch(); row++) {
      if (in.isFirst(row)) {
        next.clear(row);
      }
    }
    Tensor v = next.tensor(0);
    Hook hook = hooks.at(0);
    for (int t = 0; t < in.time(); t++) {
      for (int row = 0; row < in.batch(); row++) {
        v.floats()[row] += gain * (float) in.tensor(0).get(t * in.batch() + row);
      }
      if (hook != null) {
        hook.emit(next.step() + t, v.reshape(1, in.batch(), 1), null);
      }
    }
    next.advance(in.time());
    out.tensor(0).copyFrom(v);
    return next;
  }
}
