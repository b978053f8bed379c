package org.hillock.shell.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CallInputsTest {
  private static final ModelCard CARD =
      ModelCard.builder("rows")
          .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch(), Axis.of("row", 2)))
          .build();

  /** Two images of 3 x 2 bytes. */
  private static final class TwoImages implements Dataset {
    @Override
    public String id() {
      return "two";
    }

    @Override
    public List<String> classes() {
      return List.of("shirt", "boot");
    }

    @Override
    public DType dtype() {
      return DType.U8;
    }

    @Override
    public int[] sampleShape() {
      return new int[] {3, 2};
    }

    @Override
    public int size(Split split) {
      return 2;
    }

    @Override
    public void read(Split split, int index, Tensor target) {
      for (int i = 0; i < 6; i++) {
        target.set(i, 51 * i);
      }
    }

    @Override
    public int label(Split split, int index) {
      return index;
    }

    @Override
    public String group(Split split, int index) {
      return "";
    }

    @Override
    public String splitHash() {
      return "";
    }
  }

  @Test
  void theRowsOfAnImageBecomeStepsScaledToOne() {
    CallInputs call = CallInputs.sample(CARD, new TwoImages(), Split.TEST, 1);
    Inputs inputs = call.inputs();
    assertEquals(3, inputs.time());
    assertArrayEquals(new float[] {0, .2f, .4f, .6f, .8f, 1}, inputs.tensor(0).floats(), 1e-7f);
    assertTrue(inputs.isFirst(0) && inputs.isLast(0));
    assertEquals("boot", inputs.label(0));
    assertEquals("two test 1 (boot)", call.what());
    inputs.check(CARD);
  }

  @Test
  void anIndexPastTheEndIsRefused() {
    assertThrows(
        CommandFailedException.class,
        () -> CallInputs.sample(CARD, new TwoImages(), Split.TEST, 2));
  }

  @Test
  void nestedJsonGivesNumbersInOrder() {
    Inputs inputs = CallInputs.json(CARD, "[[1, 2], [3, 4.5]]").inputs();
    assertEquals(2, inputs.time());
    assertArrayEquals(new float[] {1, 2, 3, 4.5f}, inputs.tensor(0).floats());
  }

  @Test
  void jsonThatIsNoArrayOfNumbersOrDoesNotFitIsRefused() {
    assertThrows(UsageException.class, () -> CallInputs.json(CARD, "{}"));
    assertThrows(UsageException.class, () -> CallInputs.json(CARD, "[\"a\"]"));
    assertThrows(CommandFailedException.class, () -> CallInputs.json(CARD, "[1, 2, 3]"));
    assertThrows(CommandFailedException.class, () -> CallInputs.json(CARD, "[]"));
  }

  @Test
  void zerosFillEveryInput() {
    Inputs inputs = CallInputs.zeros(CARD).inputs();
    inputs.check(CARD);
    assertEquals(1, inputs.time());
  }
}
