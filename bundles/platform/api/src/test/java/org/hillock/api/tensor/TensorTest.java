package org.hillock.api.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
  @ParameterizedTest
  @EnumSource(DType.class)
  void whatIsSetIsReadBackAndCopiesAreApart(DType dtype) {
    Tensor tensor = Tensor.zeros(dtype, 3, 67);
    tensor.set(130, 1);
    tensor.set(200, 1);
    tensor.set(200, 0);
    Tensor copy = tensor.copy();
    assertTrue(copy.contentEquals(tensor));
    tensor.clear(130, 131);
    assertEquals(0, tensor.get(130));
    assertEquals(1, copy.get(130));
    assertFalse(copy.contentEquals(tensor));
    assertEquals(201, copy.size());
  }

  @Test
  void ofReshapeAndReadOnlyShareTheArray() {
    float[] data = {1, 2, 3, 4};
    Tensor tensor = Tensor.of(data, 2, 2);
    Tensor flat = tensor.reshape(4);
    Tensor readOnly = tensor.readOnly();
    data[3] = 9;
    assertEquals(9, flat.get(3));
    assertEquals(9, readOnly.get(3));
    assertSame(data, tensor.floats());
    assertTrue(tensor.reshape(4).hasShape(new int[] {4}));
  }

  @Test
  void aReadOnlyTensorGivesNoArrayAwayAndTakesNoWrite() {
    Tensor tensor = Tensor.of(new float[2], 2).readOnly();
    assertThrows(IllegalStateException.class, tensor::floats);
    assertThrows(IllegalStateException.class, () -> tensor.set(0, 1));
    assertThrows(IllegalStateException.class, tensor::clear);
    assertThrows(IllegalStateException.class, () -> tensor.reshape(2, 1).floats());
    assertFalse(tensor.copy().isReadOnly());
  }

  @Test
  void rangesAreCopiedIntoArrays() {
    float[] target = new float[3];
    Tensor.of(new float[] {1, 2, 3, 4}, 4).readOnly().copyTo(1, target, 1, 2);
    assertArrayEquals(new float[] {0, 2, 3}, target);
    Tensor bits = Tensor.zeros(DType.BITS, 4);
    assertThrows(IllegalArgumentException.class, () -> bits.copyTo(0, new long[1], 0, 1));
  }

  @Test
  void unsignedBytesAndBitsAreReadAsWhatTheyAre() {
    assertEquals(255, Tensor.of(new byte[] {-1}, 1).get(0));
    assertEquals(1, Tensor.ofBits(new long[] {0, 1}, 65).get(64));
    assertEquals(9, DType.BITS.bytes(65));
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    assertEquals(
        "expected an array of 6 for f32[2, 3], got 5",
        message(() -> Tensor.of(new float[5], 2, 3)));
    assertEquals(
        "expected a shape of 6 elements, got f32[4]",
        message(() -> Tensor.zeros(DType.F32, 2, 3).reshape(4)));
    assertTrue(message(() -> Tensor.zeros(DType.U8, 1 << 16, 1 << 16)).contains("2^31"));
    assertTrue(message(() -> Tensor.zeros(DType.U8, -1)).contains("[-1]"));
  }

  @Test
  void everyValueThatIsNotFiniteIsFoundWhereverItIs() {
    float[] floats = new float[1500];
    double[] doubles = new double[1500];
    float[] finite = {0, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -1e-40f};
    for (int i = 0; i < floats.length; i++) {
      floats[i] = finite[i % finite.length];
      doubles[i] = i % 2 == 0 ? -Double.MAX_VALUE : Double.MIN_VALUE;
    }
    assertEquals(-1, Tensor.of(floats, 1500).firstNonFinite());
    assertEquals(-1, Tensor.of(doubles, 1500).firstNonFinite());
    double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int at : new int[] {0, 511, 512, 1024, 1499}) {
      for (double value : bad) {
        float[] f = floats.clone();
        f[at] = (float) value;
        double[] d = doubles.clone();
        d[at] = value;
        assertEquals(at, Tensor.of(f, 1500).firstNonFinite());
        assertEquals(at, Tensor.of(d, 1500).firstNonFinite());
      }
    }
  }

  @Test
  void theFirstValueThatIsNotFiniteIsFound() {
    assertEquals(-1, Tensor.of(new double[] {1, -1e308}, 2).firstNonFinite());
    assertEquals(1, Tensor.of(new float[] {1, Float.NaN, 1 / 0f}, 3).firstNonFinite());
    assertEquals(-1, Tensor.of(new int[] {1}, 1).firstNonFinite());
  }

  private static String message(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }
}
