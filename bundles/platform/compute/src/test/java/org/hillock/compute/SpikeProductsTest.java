package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeProductsTest {
  private static final String SHAPES =
      """
      1, 1, 1, 1
      7, 140, 256, 0.05
      65, 30, 128, 0.3
      33, 12, 17, 0.5
      40, 9, 300, 1
      5, 64, 10, 0
      """;

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void productsOfSpikesAreExactlyTheDenseOnes(int rows, int k, int n, double rate) {
    for (long seed = 1; seed <= 3; seed++) {
      Samples samples = new Samples(seed);
      check(samples.spikes(rows * k, rate), rows, k, n, samples, 0);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void productsOfCountsAreExactlyTheDenseOnes(int rows, int k, int n, double rate) {
    for (long seed = 1; seed <= 3; seed++) {
      Samples samples = new Samples(seed);
      check(samples.counts(rows * k, rate), rows, k, n, samples, 0);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void anyValuesAgreeWithTheDenseProduct(int rows, int k, int n, double rate) {
    Samples samples = new Samples(4);
    check(samples.floats(rows * k), rows, k, n, samples, 2e-6);
  }

  private static void check(
      float[] dense, int rows, int k, int n, Samples samples, double tolerance) {
    SpikeRows x = new SpikeRows();
    x.readDense(dense, 0, rows, k);
    for (Kernels kernels : MatrixProductsTest.both(Workers.single())) {
      SpikeRows listed = new SpikeRows();
      kernels.spikes().list(dense, 0, rows, k, listed);
      assertSame(x, listed);
    }
    Matrix w = Matrix.of(samples.grid(k * n), k, n);
    Matrix gy = Matrix.of(samples.grid(rows * n), rows, n);
    Matrix d = Matrix.of(dense, rows, k);
    for (boolean add : new boolean[] {false, true}) {
      float[] startY = samples.grid(rows * n);
      float[] startW = samples.grid(k * n);
      float[] y = startY.clone();
      float[] gw = startW.clone();
      MatrixProducts plain = Compute.plain(Workers.single()).matrices();
      plain.multiply(d, w, Matrix.of(y, rows, n), add);
      plain.multiply(d.transposed(), gy, Matrix.of(gw, k, n), add);
      try (Workers two = Workers.of(2)) {
        for (Workers workers : List.of(Workers.single(), two)) {
          for (Kernels kernels : MatrixProductsTest.both(workers)) {
            float[] actualY = startY.clone();
            float[] actualW = startW.clone();
            kernels.spikes().multiply(x, w, Matrix.of(actualY, rows, n), add);
            kernels.spikes().weightGradient(x, gy, Matrix.of(actualW, k, n), add);
            assertClose(y, actualY, tolerance, kernels.provider());
            assertClose(gw, actualW, tolerance, kernels.provider());
          }
        }
      }
    }
  }

  private static void assertSame(SpikeRows a, SpikeRows b) {
    assertEquals(a.rows(), b.rows());
    assertEquals(a.width(), b.width());
    assertEquals(a.binary(), b.binary());
    int n = a.count();
    assertEquals(0, Arrays.compare(a.starts(), 0, a.rows() + 1, b.starts(), 0, a.rows() + 1));
    assertEquals(0, Arrays.compare(a.units(), 0, n, b.units(), 0, n));
    assertEquals(0, Arrays.compare(a.values(), 0, n, b.values(), 0, n));
  }

  @Test
  void bitsAndDenseRowsGiveTheSameLists() {
    for (int width : new int[] {1, 63, 64, 65, 140}) {
      int rows = 9;
      float[] dense = new Samples(width).spikes(rows * width, 0.2);
      SpikeBits bits = new SpikeBits();
      bits.clear(rows, width);
      for (int i = 0; i < dense.length; i++) {
        if (dense[i] != 0) {
          bits.set(i / width, i % width);
        }
      }
      SpikeRows a = new SpikeRows();
      SpikeRows b = new SpikeRows();
      a.readDense(dense, 0, rows, width);
      b.readBits(bits);
      assertEquals(a.count(), b.count());
      for (int r = 0; r < rows; r++) {
        assertEquals(a.starts()[r + 1], b.starts()[r + 1]);
      }
      for (int e = 0; e < a.count(); e++) {
        assertEquals(a.units()[e], b.units()[e]);
        assertEquals(1, a.values()[e]);
        assertEquals(1, b.values()[e]);
        assertTrue(bits.get(0, a.units()[0]) || a.starts()[1] == 0);
      }
      assertTrue(a.binary());
    }
  }

  @Test
  void aReusedListForgetsWhatWasThere() {
    SpikeRows x = new SpikeRows();
    x.readDense(new float[] {2, 0, 3, 1}, 0, 2, 2);
    assertFalse(x.binary());
    x.readDense(new float[] {0, 1, 1}, 0, 1, 3);
    assertTrue(x.binary());
    assertEquals(1, x.rows());
    assertEquals(3, x.width());
    assertArrayEquals(new int[] {1, 2}, Arrays.copyOf(x.units(), x.count()));
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    SpikeRows x = new SpikeRows();
    x.readDense(new float[6], 0, 2, 3);
    Matrix w = Matrix.of(new float[8], 4, 2);
    Matrix y = Matrix.of(new float[4], 2, 2);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Compute.kernels().spikes().multiply(x, w, y, false));
    assertEquals(
        "sparse product: expected shapes [m, k] [k, n] [m, n], got sparse[2, 3] f32[4, 2] f32[2,"
            + " 2]",
        e.getMessage());
  }
}
