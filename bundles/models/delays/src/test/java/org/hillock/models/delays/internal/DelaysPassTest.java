package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Mode;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.Pass;
import org.hillock.api.model.RandomKey;
import org.hillock.api.model.State;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DelaysPassTest {
  private final NetworkParameters parameters = DelaysModelTest.firing(2, 1, 7);
  private final DelaysModel model = DelaysModelTest.model(parameters);
  private final RandomKey key = RandomKey.of(1);

  @Test
  void anEvaluationPassAgreesWithServing() {
    Inputs inputs = inputs().length(1, 5).markAll(Inputs.FIRST | Inputs.LAST);
    Outputs served = Outputs.allocate(model.card(), 9, 2);
    State after = model.apply(inputs, model.initialState(2), served, Hooks.NONE);
    Pass pass = model.forward(inputs, model.initialState(2), Mode.EVALUATION, Hooks.NONE, key);
    for (int i = 0; i < served.tensor(0).size(); i++) {
      assertEquals(served.tensor(0).get(i), pass.outputs().tensor(0).get(i), 1e-4);
    }
    assertTrue(after.contentEquals(pass.state()));
  }

  @Test
  void gradientsHaveTheShapesOfWhatTheyBelongTo() {
    Pass pass = model.forward(inputs(), model.initialState(2), Mode.TRAINING, Hooks.NONE, key);
    Pass.Gradients g = pass.backward(cotangent());
    assertArrayEquals(new int[] {9, 2, 3}, g.input(0).shape());
    assertArrayEquals(new int[] {12, 2, 5}, g.site("hidden1.spikes").shape());
    assertArrayEquals(new int[] {15, 2, 5}, g.site("hidden2.membrane").shape());
    assertArrayEquals(new int[] {18, 2, 4}, g.site("readout.membrane").shape());
    g.parameters()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(model.parameters().get(name).shape(), tensor.shape(), name));
    assertThrows(InputException.class, () -> g.site("hidden7.spikes"));
    assertThrows(IllegalStateException.class, () -> pass.backward(cotangent()));
  }

  @Test
  void aPassLeavesTheModelAsItWas() {
    NetworkParameters before = parameters.copy();
    model.forward(inputs(), model.initialState(2), Mode.TRAINING, Hooks.NONE, key);
    assertArrayEquals(before.layers().get(0).mean(), parameters.layers().get(0).mean());
  }

  @Test
  void gradientsStopWhereAHookReplacedSpikes() {
    int site = model.card().site("hidden2.spikes");
    Hooks silence = s -> s == site ? (first, values, valid) -> values.clear() : null;
    Pass free = model.forward(inputs(), model.initialState(2), Mode.EVALUATION, Hooks.NONE, key);
    Pass cut = model.forward(inputs(), model.initialState(2), Mode.EVALUATION, silence, key);
    double freeSize = size(free.backward(cotangent()).parameters().get("block0.weight"));
    double cutSize = size(cut.backward(cotangent()).parameters().get("block0.weight"));
    assertTrue(freeSize > 0);
    assertTrue(cutSize < freeSize, "expected less than " + freeSize + ", got " + cutSize);
  }

  private static double size(Tensor tensor) {
    double sum = 0;
    for (int i = 0; i < tensor.size(); i++) {
      sum += Math.abs(tensor.get(i));
    }
    return sum;
  }

  private static Tensor cotangent() {
    return Tensor.of(new float[] {1, -1, 0.5f, 0, 0, 1, 0, -2}, 2, 4);
  }

  private static Inputs inputs() {
    Tensor x = Tensor.zeros(DType.F32, 9, 2, 3);
    float[] values = DelayedConvolutionTest.values(RandomKey.of(6), x.size(), 1, 0.8);
    System.arraycopy(values, 0, x.floats(), 0, values.length);
    return Inputs.of(Tensor.of(Arrays.copyOf(values, values.length), 9, 2, 3));
  }
}
