package org.hillock.itests.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.indarray.IndArrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/**
 * Nested tests run after the one that sees the bundle before anything has used it. No signature
 * here names a class of ND4J, since JUnit would load it.
 */
class Nd4jTest {
  @InjectBundleContext BundleContext context;

  @Test
  void nothingIsLoadedBeforeTheFirstUseAndThenTheNativesOfThisProcess() throws Exception {
    Bundle bundle = nd4j();
    assertEquals(Bundle.STARTING, bundle.getState(), "lazily activated");

    INDArray product =
        Nd4j.gemm(
            Nd4j.create(new float[] {1, 2, 3, 4}, new long[] {2, 2}, 'f'),
            Nd4j.create(new float[] {5, 6, 7, 8}, new long[] {2, 2}, 'f'),
            false,
            false);

    assertArrayEquals(new float[] {23, 34, 31, 46}, product.data().asFloat());
    assertEquals(Bundle.ACTIVE, bundle.getState());
    Path cache = Path.of(System.getProperty("org.bytedeco.javacpp.cachedir"));
    assertEquals("process-" + ProcessHandle.current().pid(), cache.getFileName().toString());
    try (var unpacked = Files.walk(cache)) {
      assertTrue(unpacked.anyMatch(path -> path.toString().contains("nd4jcpu")));
    }
    assertNotNull(System.getProperty("org.bytedeco.javacpp.maxbytes"));
  }

  private Bundle nd4j() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "org.hillock.runtime.nd4j".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class Conversion {
    private final List<int[]> shapes =
        List.of(
            new int[] {}, new int[] {1}, new int[] {7}, new int[] {2, 3}, new int[] {3, 1, 2, 5});

    @InjectService(timeout = 10_000)
    IndArrays conversion;

    @ParameterizedTest
    @EnumSource
    void aTensorComesBackAsItWas(DType dtype) {
      for (int[] shape : shapes) {
        Tensor tensor = filled(dtype, shape);

        Tensor back = conversion.toTensor(conversion.toIndArray(tensor.readOnly()));

        assertTrue(tensor.contentEquals(back), tensor + " became " + back);
      }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyTensorStaysEmpty(DType dtype) {
      Tensor tensor = Tensor.zeros(dtype, 0, 3);

      assertTrue(tensor.contentEquals(conversion.toTensor(conversion.toIndArray(tensor))));
    }

    @Test
    void elementsKeepTheirPlaces() {
      INDArray array = conversion.toIndArray(Tensor.of(new float[] {0, 1, 2, 3, 4, 5}, 2, 3));

      assertArrayEquals(new long[] {2, 3}, array.shape());
      assertEquals(5, array.getFloat(1, 2));
      assertEquals(1, array.getFloat(0, 1));
    }

    @Test
    void viewsAndFortranOrderAreReadByIndex() {
      INDArray array = Nd4j.createFromArray(new float[][] {{0, 1, 2}, {3, 4, 5}}).dup('f');

      assertArrayEquals(
          new float[] {0, 3, 1, 4, 2, 5}, conversion.toTensor(array.transpose()).floats());
      assertArrayEquals(new float[] {3, 4, 5}, conversion.toTensor(array.getRow(1)).floats());
    }

    @Test
    void matrixProductsRunOnOneThread() {
      assertEquals(2, conversion.toTensor(Nd4j.createFromArray(2)).get(0));
      assertEquals(1, Nd4j.factory().blas().getMaxThreads());
    }

    @Test
    void neitherSideSharesMemory() {
      Tensor tensor = Tensor.of(new double[] {1, 2}, 2);
      INDArray array = conversion.toIndArray(tensor);

      tensor.doubles()[0] = 9;
      Tensor back = conversion.toTensor(array);
      array.putScalar(1, 7.0);

      assertArrayEquals(new double[] {1, 2}, back.doubles());
    }

    @Test
    void aTypeThatNoTensorHasIsRefused() {
      var refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> conversion.toTensor(Nd4j.createFromArray(1f).castTo(DataType.FLOAT16)));

      assertTrue(refusal.getMessage().endsWith("got HALF"), refusal.getMessage());
    }

    private Tensor filled(DType dtype, int[] shape) {
      Tensor tensor = Tensor.zeros(dtype, shape);
      for (int i = 0; i < tensor.size(); i++) {
        tensor.set(i, i % 2 == 0 ? 255 - i : 0);
      }
      return tensor;
    }
  }
}
