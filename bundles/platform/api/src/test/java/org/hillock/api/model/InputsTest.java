package org.hillock.api.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InputsTest {
  private static final ModelCard CARD =
      ModelCard.builder("m")
          .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch(), Axis.of("row", 3)))
          .outputs(TensorSpec.of("y", DType.F32, Axis.batch(), Axis.of("class", 2)))
          .build();

  private static String refused(Inputs inputs) {
    return assertThrows(InputException.class, () -> inputs.check(CARD)).getMessage();
  }

  @Test
  void inputsThatFitPass() {
    Inputs.of(Tensor.zeros(DType.F32, 4, 2, 3)).check(CARD);
    Outputs.allocate(CARD, 4, 2).check(CARD, 4, 2);
  }

  @Test
  void whatDoesNotFitIsNamedWithModelAndInput() {
    assertEquals(
        "model m: expected x f32[time, batch, row 3] with time 4 and batch 2, got f32[4, 2, 5]",
        refused(Inputs.of(Tensor.zeros(DType.F32, 4, 2, 5))));
    assertEquals(
        "model m: expected x f32[time, batch, row 3] with time 4 and batch 2, got f32[3, 2, 3]",
        refused(Inputs.of(4, 2, Tensor.zeros(DType.F32, 3, 2, 3))));
    assertTrue(refused(Inputs.of(Tensor.zeros(DType.F64, 4, 2, 3))).contains("got f64[4, 2, 3]"));
    assertTrue(refused(Inputs.of(1, 1)).contains("expected 1 inputs"));
  }

  @Test
  void aValueThatIsNotFiniteIsNamed() {
    Tensor x = Tensor.zeros(DType.F32, 1, 1, 3);
    x.set(2, Double.NaN);
    assertEquals(
        "model m: expected finite values in input x, got NaN at element 2", refused(Inputs.of(x)));
  }

  @Test
  void outputsMustBeWritableAndFit() {
    Outputs readOnly = Outputs.of(Tensor.zeros(DType.F32, 2, 2).readOnly());
    assertThrows(InputException.class, () -> readOnly.check(CARD, 4, 2));
    Outputs small = Outputs.of(Tensor.zeros(DType.F32, 1, 2));
    assertThrows(InputException.class, () -> small.check(CARD, 4, 2));
  }

  @Test
  void marksAndLengthsAreKeptByRow() {
    Inputs inputs = Inputs.of(Tensor.zeros(DType.F32, 4, 2, 3));
    inputs.marks(0, Inputs.FIRST).marks(1, Inputs.FIRST | Inputs.LAST).length(1, 2);
    assertTrue(inputs.isFirst(0));
    assertFalse(inputs.isLast(0));
    assertTrue(inputs.isLast(1));
    assertEquals(4, inputs.length(0));
    assertEquals(2, inputs.length(1));
    assertThrows(InputException.class, () -> inputs.length(0, 5));
  }
}
