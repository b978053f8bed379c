package org.hillock.itests.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.hillock.compute.Compute;
import org.hillock.compute.Kernels;
import org.hillock.compute.Matrix;
import org.hillock.compute.Workers;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

class ComputeTest {
  @Test
  void vectorInstructionsNeedNoImport() {
    assertEquals("vector", Compute.provider(), Compute.describe());
    String imports = FrameworkUtil.getBundle(Compute.class).getHeaders().get("Import-Package");
    assertEquals(null, imports);
  }

  @Test
  void bothProvidersComputeInsideTheFramework() {
    float[] x = new float[40 * 40];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 7 - 3;
    }
    Matrix a = Matrix.of(x, 40, 40);
    float[] plain = new float[x.length];
    float[] chosen = new float[x.length];
    try (Workers two = Workers.of(2)) {
      Kernels kernels = Compute.kernels(two);
      assertNotNull(kernels.neurons());
      kernels.matrices().multiply(a, a.transposed(), Matrix.of(chosen, 40, 40), false);
    }
    Compute.plain(Workers.single())
        .matrices()
        .multiply(a, a.transposed(), Matrix.of(plain, 40, 40), false);
    for (int i = 0; i < x.length; i++) {
      assertEquals(plain[i], chosen[i]);
    }
  }
}
