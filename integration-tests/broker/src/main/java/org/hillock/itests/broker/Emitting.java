package org.hillock.itests.broker;

import java.util.List;
import java.util.Map;
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

/** A model that computes nothing and emits its input of so many units. */
final class Emitting implements ModelFactory {
  static final int UNITS = 16;
  private static final StateLayout LAYOUT =
      StateLayout.of("emit-1", TensorSpec.of("n", DType.F32, Axis.batch(), Axis.of("unit", 1)));
  private static final ModelCard CARD =
      ModelCard.builder("emitting")
          .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch(), Axis.of("unit", UNITS)))
          .outputs(TensorSpec.of("n", DType.F32, Axis.batch(), Axis.of("unit", 1)))
          .sites(SiteSpec.dense("x", UNITS, 0.001))
          .state(LAYOUT)
          .example(
              new Example(
                  1,
                  1,
                  List.of(Tensor.zeros(DType.F32, 1, 1, UNITS)),
                  List.of(Tensor.zeros(DType.F32, 1, 1)),
                  1e-6,
                  -1))
          .build();

  @Override
  public Model create(Checkpoint checkpoint) {
    return new Network();
  }

  private static final class Network implements Model {
    @Override
    public ModelCard card() {
      return CARD;
    }

    @Override
    public Map<String, Tensor> parameters() {
      return Map.of();
    }

    @Override
    public State apply(Inputs in, State state, Outputs out, Hooks hooks) {
      State next = state.take();
      Hook hook = hooks.at(0);
      if (hook != null) {
        hook.emit(next.step(), in.tensor(0), null);
      }
      next.advance(in.time());
      out.tensor(0).copyFrom(next.tensor(0));
      return next;
    }
  }
}
