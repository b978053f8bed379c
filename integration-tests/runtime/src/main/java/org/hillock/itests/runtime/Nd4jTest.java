package org.hillock.itests.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;

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
}
