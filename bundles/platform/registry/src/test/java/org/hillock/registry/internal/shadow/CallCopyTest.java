package org.hillock.registry.internal.shadow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CallCopyTest {
  private final float[] x = {1, 2, 3, 4, 5, 6};
  private final SampleId sample = new SampleId("set", Split.TEST, 7);

  private Inputs inputs() {
    return Inputs.of(3, 2, Tensor.of(x, 3, 2, 1), Tensor.zeros(DType.BITS, 3, 2, 5))
        .length(1, 2)
        .marks(0, Inputs.FIRST)
        .marks(1, Inputs.LAST)
        .describe(1, sample, "key", "label");
  }

  @Test
  void aCopyHasEverythingAndSharesNothing() {
    Inputs from = inputs();
    Inputs copy = CallCopy.copy(from, 42);
    x[0] = 9;
    from.length(1, 3).marks(0, 0).describe(1, null, null, null).eventTime(7);
    assertEquals(3, copy.time());
    assertEquals(2, copy.batch());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, copy.tensor(0).floats());
    assertEquals(DType.BITS, copy.tensor(1).dtype());
    assertEquals(3, copy.length(0));
    assertEquals(2, copy.length(1));
    assertEquals(Inputs.FIRST, copy.marks(0));
    assertEquals(Inputs.LAST, copy.marks(1));
    assertEquals(sample, copy.sample(1));
    assertEquals("key", copy.key(1));
    assertEquals("label", copy.label(1));
    assertEquals(42, copy.eventTime());
  }

  @Test
  void aCopyOfReadOnlyInputsIsMade() {
    Inputs from = Inputs.of(Tensor.of(x, 3, 2, 1).readOnly());
    assertArrayEquals(x, CallCopy.copy(from, 0).tensor(0).floats());
  }

  @Test
  void bytesAreThoseOfInputsAndOutputs() {
    assertEquals(24 + 4 + 8, CallCopy.bytes(inputs(), Outputs.of(Tensor.of(new float[2], 2, 1))));
  }

  @Test
  void aBacklogHasRoomForSoManyCallsAndBytes() {
    Backlog backlog = new Backlog(new ShadowOptions(2, 100));
    assertTrue(backlog.reserve(60));
    assertFalse(backlog.reserve(60));
    assertTrue(backlog.reserve(40));
    assertFalse(backlog.reserve(0));
    assertFalse(backlog.hasRoom());
    backlog.giveBack(60);
    assertTrue(backlog.hasRoom());
    backlog.giveBack(40);
    assertTrue(backlog.reserve(1000));
    assertFalse(backlog.hasRoom());
  }
}
