package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hillock.api.model.RandomKey;
import org.hillock.nn.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KernelFormTest {
  @ParameterizedTest
  @CsvSource({
    "GAUSS, 3.37, 2.1",
    "GAUSS, -0.4, 0.23",
    "GAUSS, 7.9, -1.3",
    "MAX, 3.37, 2.13",
    "MAX, 0.21, -0.7",
    "MAX, 7.6, 0.4",
    "V1, 3.37, 0",
    "V1, 0.21, 0",
    "V0, 3.37, 0",
    "V0, 7.6, 0"
  })
  void theGradientsMatchFiniteDifferences(KernelForm form, double m, double sigma) {
    int taps = 9;
    double[] g = new double[taps];
    Arrays.setAll(g, k -> RandomKey.of(5).normal(k));
    double[] x = new double[taps];
    double[] byPosition = new double[taps];
    double[] bySigma = new double[taps];
    form.values(m, sigma, x);
    form.derivatives(m, sigma, x, byPosition, bySigma);
    double[] analytic = {dot(g, byPosition), dot(g, bySigma)};
    double worst =
        GradientCheck.deviation(
            at -> {
              double[] y = new double[taps];
              form.values(at[0], at[1], y);
              return dot(g, y);
            },
            new double[] {m, sigma},
            analytic);
    assertTrue(worst < 1e-7, "deviation " + worst);
  }

  @ParameterizedTest
  @EnumSource(KernelForm.class)
  void tapsOfAPositionInsideSumToOne(KernelForm form) {
    for (int i = 0; i <= 80; i++) {
      double[] x = new double[9];
      form.values(i / 10.0, 0.3, x);
      assertEquals(1, Arrays.stream(x).sum(), 2e-7 / 0.01, form + " at " + i / 10.0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KernelForm.class,
      names = {"MAX", "V1", "V0"})
  void aWholePositionWithoutWidthIsASingleTap(KernelForm form) {
    for (int m = 0; m < 9; m++) {
      double[] x = new double[9];
      form.values(m, 0, x);
      for (int k = 0; k < 9; k++) {
        assertEquals(k == m ? 1 : 0, x[k], 2e-7);
      }
    }
  }

  @Test
  void anUnknownFormIsNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> KernelForm.named("v2"));
    assertTrue(e.getMessage().contains("got v2"));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
