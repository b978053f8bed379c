package org.hillock.stream.internal;

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

/** v = 0.9 v + x, shown at each step: every value tells of all inputs before it. */
final class LeakySum implements ModelFactory, Model {
  /** Steps of a call. */
  static final int STEPS = 3;

  static final String SITE = "v";

  private static final StateLayout LAYOUT =
      StateLayout.of("sum-1", TensorSpec.of("v", DType.F64, Axis.batch()));

  private final ModelCard card;

  LeakySum(String name) {
    card =
        ModelCard.builder(name)
            .inputs(TensorSpec.of("x", DType.F64, Axis.time(), Axis.batch()))
            .outputs(TensorSpec.of("v", DType.F64, Axis.batch()))
            .sites(SiteSpec.dense(SITE, 1, 0.001))
            .state(LAYOUT)
            .example(
                new Example(
                    1,
                    1,
                    List.of(Tensor.of(new double[] {1}, 1, 1)),
                    List.of(Tensor.of(new double[] {1}, 1)),
                    1e-9,
                    0))
            .build();
  }

  /** The input of a call at a step of it. */
  static double input(long call, int t, int row) {
    return call % 17 + 0.1 * t + row;
  }

  static Inputs inputs(long call, int rows) {
    double[] x = new double[STEPS * rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = input(call, i / rows, i % rows);
    }
    return Inputs.of(Tensor.of(x, STEPS, rows));
  }

  /** What one row shows at the next step. */
  static double next(double v, double x) {
    return 0.9 * v + x;
  }

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
    State next = state.take();
    double[] v = next.tensor(0).doubles();
    Hook hook = hooks.at(0);
    for (int t = 0; t < in.time(); t++) {
      float[] shown = new float[v.length];
      for (int row = 0; row < v.length; row++) {
        v[row] = next(v[row], in.tensor(0).doubles()[t * v.length + row]);
        shown[row] = (float) v[row];
      }
      if (hook != null) {
        hook.emit(next.step() + t, Tensor.of(shown, 1, v.length, 1), null);
      }
    }
    next.advance(in.time());
    out.tensor(0).copyFrom(next.tensor(0));
    return next;
  }
}
