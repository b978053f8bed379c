package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenNeuronsTest {
  @Test
  void theSurrogateAgreesWithSpikingJelly() throws IOException {
    Golden golden = Golden.read("atan");
    Surrogate surrogate = new Surrogate(Surrogate.Kind.ATAN, golden.number("alpha"));
    LifRule rule = new LifRule(0, 1, 0, 0, false, Reset.HARD, 0, surrogate, true);
    float[] x = golden.floats("inputs/x");
    int n = x.length;
    for (Kernels kernels : MatrixProductsTest.both(Workers.single())) {
      float[] s = new float[n];
      float[] gx = new float[n];
      kernels.neurons().forward(rule, 1, n, x, new float[n], null, s);
      assertArrayEquals(golden.floats("outputs/spike"), s);
      float[] g = golden.floats("cotangent");
      kernels.neurons().backward(rule, 1, n, null, x, g, null, new float[n], gx);
      assertClose(golden.doubles("grads/x"), gx, 1e-6, kernels.provider());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lif-tau1.005-vth1-detach1", "lif-tau2-vth1-detach0"})
  void lifAgreesWithSpikingJelly(String name) throws IOException {
    Golden golden = Golden.read(name);
    LifRule rule =
        LifRule.withTau(
            golden.number("tau"),
            golden.number("v_threshold"),
            golden.number("v_reset"),
            golden.flag("decay_input"),
            Reset.HARD,
            golden.flag("detach_reset"),
            new Surrogate(Surrogate.Kind.ATAN, golden.number("alpha")));
    check(golden, rule, "spikes", "v_seq", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"snntorch-leaky-subtract", "snntorch-leaky-zero"})
  void lateResetsAgreeWithSnnTorch(String name) throws IOException {
    Golden golden = Golden.read(name);
    Reset reset = golden.text("reset").equals("zero") ? Reset.ZERO_LATE : Reset.SUBTRACT_LATE;
    LifRule rule =
        LifRule.late(
            golden.number("beta"),
            golden.number("threshold"),
            reset,
            new Surrogate(Surrogate.Kind.ATAN, 2));
    double[] settings = {
      golden.doubles("grads/beta")[0], golden.doubles("grads/threshold")[0],
    };
    check(golden, rule, "spk", "mem", settings);
  }

  private static void check(
      Golden golden, LifRule rule, String spikes, String membranes, double[] settings) {
    float[] x = golden.floats("inputs/x");
    int steps = golden.shape("inputs/x")[0];
    int n = x.length / steps;
    for (Kernels kernels : MatrixProductsTest.both(Workers.single())) {
      float[] h = new float[x.length];
      float[] s = new float[x.length];
      float[] v0 = new float[n];
      kernels.neurons().forward(rule, steps, n, x, new float[n], h, s);
      float[] after = new float[x.length];
      for (int i = 0; i < after.length; i++) {
        after[i] = rule.after(h[i]);
      }
      assertArrayEquals(golden.floats("outputs/" + spikes), s);
      assertClose(golden.doubles("outputs/" + membranes), after, 1e-6, kernels.provider());
      float[] gs = golden.floats("cotangent/" + spikes);
      float[] gm = golden.floats("cotangent/" + membranes);
      float[] gx = new float[x.length];
      kernels.neurons().backward(rule, steps, n, v0, h, gs, gm, new float[n], gx);
      assertClose(golden.doubles("grads/x"), gx, 2e-6, kernels.provider());
      if (settings != null) {
        double[] sums = new double[2];
        kernels.neurons().settingGradients(rule, steps, n, v0, h, gs, gm, new float[n], sums);
        assertClose(settings, sums, 1e-6, "settings");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsr-lif", "dsr-if"})
  void rateNeuronsAgreeWithTheirAuthors(String name) throws IOException {
    Golden golden = Golden.read(name);
    RateRule rule =
        name.equals("dsr-lif")
            ? RateRule.leaky(golden.number("tau"), golden.number("delta_t"), golden.number("alpha"))
            : RateRule.integrating(golden.number("alpha"));
    float threshold = (float) golden.number("Vth");
    int steps = (int) golden.number("timesteps");
    float[] x = golden.floats("inputs/x");
    int n = x.length / steps;
    float[] s = new float[x.length];
    RateNeurons.forward(rule, threshold, steps, n, x, s);
    assertClose(golden.doubles("outputs/spikes"), s, 1e-6, "spikes");
    float[] rate = new float[n];
    RateNeurons.rate(rule, steps, n, s, rate);
    String kind = rule.leaky() ? "weighted_rate" : "rate";
    assertClose(golden.doubles("outputs/" + kind), rate, 2e-6, "rate");
    float[] gRate = new float[n];
    RateNeurons.rate(rule, steps, n, x, rate);
    RateNeurons.rate(rule, steps, n, golden.floats("cotangent"), gRate);
    float[] gx = new float[n];
    double gThreshold = RateNeurons.backward(rule, threshold, steps, n, rate, gRate, gx);
    float[] all = new float[x.length];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(gx, 0, all, t * n, n);
    }
    assertClose(golden.doubles("grads/x"), all, 2e-6, "x");
    assertEquals(golden.doubles("grads/Vth")[0], gThreshold, 1e-6);
    assertEquals(n, Arrays.stream(golden.shape("outputs/rate")).reduce(1, (a, b) -> a * b));
  }
}
