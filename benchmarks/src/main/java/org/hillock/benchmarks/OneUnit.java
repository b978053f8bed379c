package org.hillock.benchmarks;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.registry.internal.Parts;
import org.hillock.registry.internal.Source;

/**
 * A model that does next to nothing: v = 0.5 v + x for one unit, with one site. It keeps its
 * state's handle, so that what is measured around it is the registry's share.
 */
final class OneUnit implements Model, ModelFactory {
  private final ModelCard card =
      ModelCard.builder("one")
          .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch(), Axis.of("unit", 1)))
          .outputs(TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", 1)))
          .sites(SiteSpec.dense("v", 1, 0.001))
          .state(
              StateLayout.of(
                  "one-1", TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", 1))))
          .example(
              new Example(
                  1,
                  1,
                  List.of(Tensor.of(new float[] {1}, 1, 1, 1)),
                  List.of(Tensor.of(new float[] {1}, 1, 1)),
                  1e-6,
                  -1))
          .build();

  @Override
  public Model create(Checkpoint checkpoint) {
    return this;
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
    Tensor v = state.tensor(0);
    v.floats()[0] = 0.5f * v.floats()[0] + in.tensor(0).floats()[0];
    Hook hook = hooks.at(0);
    if (hook != null) {
      hook.emit(state.step(), v.reshape(1, 1, 1), null);
    }
    state.advance(1);
    out.tensor(0).floats()[0] = v.floats()[0];
    return state;
  }

  /** The model as a version in memory. */
  Source source() {
    return new Source() {
      @Override
      public String describe() {
        return "benchmark";
      }

      @Override
      public Parts load() {
        return new InMemory(OneUnit.this);
      }
    };
  }

  private record InMemory(ModelFactory factory) implements Parts {
    @Override
    public Checkpoint checkpoint() {
      return Checkpoint.empty("one");
    }

    @Override
    public Set<Object> owners() {
      return Set.of("benchmark");
    }

    @Override
    public void letGo() {}

    @Override
    public Released release() {
      return new Released(true, true, List.<WeakReference<ClassLoader>>of());
    }
  }
}
