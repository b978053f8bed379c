package org.hillock.contract;

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

/** The model of the API's documentation, with faults that each break one clause. */
final class Leaky implements ModelFactory, Model {
  enum Fault {
    NONE(""),
    NAMELESS("the card is complete"),
    WRONG_EXAMPLE("the example comes out"),
    SHARES_ITS_STATE("a consumed state throws"),
    REMEMBERS_CALLS("the same call gives the same bits"),
    HIDDEN_STATE("a snapshot goes on as the original"),
    WRITES_INPUTS("inputs stay as they were"),
    FORGETS_STEPS("hooks see every step once"),
    WRITABLE_PARAMETERS("parameters are read-only"),
    KNOWS_ITS_THREAD("threads do not disturb each other"),
    MIXES_ROWS("batch mates have no influence"),
    READS_PADDING("padding has no influence"),
    RESETS_ALWAYS("parts of a sample equal the whole");

    final String broken;

    Fault(String broken) {
      this.broken = broken;
    }
  }

  private static final float LEAK = 0.5f;
  private static final int UNITS = 2;

  private final Fault fault;
  private final ModelCard card;
  private float calls;

  Leaky(Fault fault) {
    this.fault = fault;
    float wrong = fault == Fault.WRONG_EXAMPLE ? 1 : 0;
    Axis unit = Axis.of("unit", UNITS);
    card =
        ModelCard.builder(fault == Fault.NAMELESS ? "No Name" : "leaky")
            .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch(), unit))
            .outputs(TensorSpec.of("v", DType.F32, Axis.batch(), unit))
            .sites(SiteSpec.dense("v", UNITS, 0.001))
            .state(StateLayout.of("leaky-1", TensorSpec.of("v", DType.F32, Axis.batch(), unit)))
            .example(
                new Example(
                    3,
                    1,
                    List.of(Tensor.of(new float[] {4, 8, 1, 2, 3, 4}, 3, 1, 2)),
                    List.of(Tensor.of(new float[] {4.5f + wrong, 7}, 1, 2)),
                    1e-6,
                    -1))
            .build();
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
    Tensor leak = Tensor.of(new float[] {LEAK}, 1);
    return Map.of("leak", fault == Fault.WRITABLE_PARAMETERS ? leak : leak.readOnly());
  }

  @Override
  public State apply(Inputs in, State state, Outputs out, Hooks hooks) {
    State next = fault == Fault.SHARES_ITS_STATE ? state : state.take();
    for (int row = 0; row < in.batch(); row++) {
      if (in.isFirst(row) || fault == Fault.RESETS_ALWAYS) {
        next.clear(row);
      }
    }
    float[] v = next.tensor(0).floats();
    float[] x = in.tensor(0).floats();
    Hook hook = hooks.at(0);
    Tensor view = next.tensor(0).reshape(1, in.batch(), UNITS);
    for (int t = 0; t < in.time(); t++) {
      for (int i = 0; i < v.length; i++) {
        if (t < in.length(i / UNITS) || fault == Fault.READS_PADDING) {
          v[i] = LEAK * v[i] + x[t * v.length + i];
        }
      }
      if (hook != null) {
        hook.emit(next.step() + t, view, null);
      }
    }
    disturb(in, v, x);
    if (fault != Fault.FORGETS_STEPS) {
      next.advance(in.time());
    }
    out.tensor(0).copyFrom(next.tensor(0));
    return next;
  }

  private void disturb(Inputs in, float[] v, float[] x) {
    switch (fault) {
      case REMEMBERS_CALLS, HIDDEN_STATE -> v[0] += calls++;
      case WRITES_INPUTS -> x[0] = 0;
      case MIXES_ROWS -> v[0] += in.batch() > 1 ? v[UNITS] : 0;
      case KNOWS_ITS_THREAD ->
          v[0] += Thread.currentThread().getName().startsWith("hillock-contract") ? 1 : 0;
      default -> {}
    }
  }
}
