package org.hillock.api.model;

import static org.hillock.api.tensor.DType.F32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The model of the package documentation, on a plain class path. */
class PackageExampleTest {
  static final class Leaky implements ModelFactory, Model {
    private static final float A = 0.9f;
    private static final int UNITS = 4;
    private final ModelCard card =
        ModelCard.builder("leaky")
            .inputs(TensorSpec.of("x", F32, Axis.time(), Axis.batch(), Axis.of("unit", UNITS)))
            .outputs(TensorSpec.of("v", F32, Axis.batch(), Axis.of("unit", UNITS)))
            .sites(SiteSpec.dense("v", UNITS, 0.001))
            .state(
                StateLayout.of(
                    "leaky-1", TensorSpec.of("v", F32, Axis.batch(), Axis.of("unit", UNITS))))
            .example(
                new Example(
                    1,
                    1,
                    List.of(Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 4)),
                    List.of(Tensor.of(new float[] {1, 2, 3, 4}, 1, 4)),
                    1e-6,
                    -1))
            .build();

    @Override
    public Model create(Checkpoint none) {
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
      for (int row = 0; row < in.batch(); row++) {
        if (in.isFirst(row)) {
          next.clear(row);
        }
      }
      float[] v = next.tensor(0).floats();
      float[] x = in.tensor(0).floats();
      Tensor view = next.tensor(0).reshape(1, in.batch(), UNITS);
      Hook hook = hooks.at(0);
      for (int t = 0; t < in.time(); t++) {
        for (int i = 0; i < v.length; i++) {
          if (t < in.length(i / UNITS)) {
            v[i] = A * v[i] + x[t * v.length + i];
          }
        }
        if (hook != null) {
          hook.emit(next.step() + t, view, null);
        }
      }
      next.advance(in.time());
      out.tensor(0).copyFrom(next.tensor(0));
      return next;
    }
  }

  private final Model model = new Leaky().create(Checkpoint.empty("leaky"));

  @Test
  void itReproducesItsExample() {
    Example example = model.card().example();
    Inputs inputs = example.call();
    inputs.check(model.card());
    Outputs outputs = Outputs.allocate(model.card(), 1, 1);
    model.apply(inputs, model.initialState(1), outputs, Hooks.NONE);
    assertTrue(outputs.tensor(0).contentEquals(example.outputs().get(0)));
  }

  @Test
  void itShowsItsStepsAndCarriesItsState() {
    List<String> seen = new ArrayList<>();
    Hook hook = (step, values, valid) -> seen.add(step + ":" + values.get(0));
    Inputs inputs = Inputs.of(Tensor.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0}, 2, 1, 4));
    Outputs outputs = Outputs.allocate(model.card(), 2, 1);
    State state = model.apply(inputs, model.initialState(1), outputs, site -> hook);
    state = model.apply(inputs.markAll(Inputs.FIRST), state, outputs, site -> hook);
    assertEquals(4, state.step());
    assertEquals(List.of("0:1.0", "1:" + (double) 1.9f, "2:1.0", "3:" + (double) 1.9f), seen);
  }
}
