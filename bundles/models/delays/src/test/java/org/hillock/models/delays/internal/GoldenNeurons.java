package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import org.hillock.nn.Atan;
import org.hillock.nn.CosineAnnealing;
import org.hillock.nn.Lif;
import org.hillock.nn.OneCycle;
import org.hillock.nn.Schedule;

/** Golden checks of neurons, schedules and binning. */
final class GoldenNeurons {
  private GoldenNeurons() {}

  static void surrogate(Golden file) {
    Atan atan = new Atan(file.number("alpha"));
    Lif lif = new Lif(1, 0, 0, false, true, atan);
    GoldenTensor x = Golden.tensor(file.object("inputs"), "x");
    double[] g = Golden.tensor(file.root(), "cotangent").data();
    float[] spikes = new float[g.length];
    float[] gradient = new float[g.length];
    for (int i = 0; i < g.length; i++) {
      spikes[i] = lif.fires((float) x.data()[i]) ? 1 : 0;
      gradient[i] = (float) (g[i] * atan.slope(x.data()[i]));
    }
    Golden.assertAgrees("spike", Golden.tensor(file.object("outputs"), "spike").data(), spikes, 0);
    Golden.assertAgrees(
        "x", Golden.tensor(file.object("grads"), "x").data(), gradient, Golden.GRADIENT);
  }

  static void lif(Golden file) {
    JsonObject config = file.object("config");
    Lif lif =
        new Lif(
            file.number("tau"),
            file.number("v_threshold"),
            file.number("v_reset"),
            config.getBoolean("decay_input"),
            config.getBoolean("detach_reset"),
            new Atan(file.number("alpha")));
    GoldenTensor x = Golden.tensor(file.object("inputs"), "x");
    int steps = x.dim(0);
    int n = x.data().length / steps;
    float[] input = x.floats();
    float[] spikes = new float[input.length];
    float[] membranes = new float[input.length];
    float[][] h = new float[steps][n];
    float[] v = new float[n];
    java.util.Arrays.fill(v, lif.reset());
    float[] s = new float[n];
    for (int t = 0; t < steps; t++) {
      lif.step(java.util.Arrays.copyOfRange(input, t * n, (t + 1) * n), v, h[t], s, n);
      System.arraycopy(s, 0, spikes, t * n, n);
      System.arraycopy(v, 0, membranes, t * n, n);
    }
    JsonObject outputs = file.object("outputs");
    Golden.assertAgrees("spikes", Golden.tensor(outputs, "spikes").data(), spikes, 0);
    Golden.assertAgrees("v_seq", Golden.tensor(outputs, "v_seq").data(), membranes, Golden.FORWARD);

    float[] gs = Golden.tensor(file.object("cotangent"), "spikes").floats();
    float[] gv = Golden.tensor(file.object("cotangent"), "v_seq").floats();
    float[] gx = new float[input.length];
    float[] carry = new float[n];
    for (int t = steps - 1; t >= 0; t--) {
      float[] row = java.util.Arrays.copyOfRange(gs, t * n, (t + 1) * n);
      for (int j = 0; j < n; j++) {
        carry[j] += gv[t * n + j];
      }
      lif.backStep(h[t], row, carry, row, n);
      System.arraycopy(row, 0, gx, t * n, n);
    }
    Golden.assertAgrees("x", Golden.tensor(file.object("grads"), "x").data(), gx, Golden.GRADIENT);
  }

  static void binning(Golden file) {
    GoldenTensor frames = Golden.tensor(file.object("inputs"), "frames");
    GoldenTensor expected = Golden.tensor(file.object("outputs"), "binned");
    int channels = frames.dim(1);
    for (int t = 0; t < frames.dim(0); t++) {
      float[] frame =
          java.util.Arrays.copyOfRange(frames.floats(), t * channels, (t + 1) * channels);
      float[] binned = NeuronBinning.bin(frame, file.integer("n_bins"));
      int width = expected.dim(1);
      double[] row = java.util.Arrays.copyOfRange(expected.data(), t * width, (t + 1) * width);
      Golden.assertAgrees("binned step " + t, row, binned, Golden.FORWARD);
    }
  }

  static void schedules(Golden file) {
    int epochs = file.integer("epochs");
    float[] sigma = {(float) file.number("sigInit")};
    SigmaSchedule schedule = new SigmaSchedule(file.number("sigInit"), file.integer("final_epoch"));
    OneCycle weights = new OneCycle(file.number("max_lr_w"), epochs);
    CosineAnnealing positions = new CosineAnnealing(file.number("lr_pos"), 0, epochs);
    float[] sigmas = new float[epochs];
    for (int e = 0; e < epochs; e++) {
      sigmas[e] = sigma[0];
      schedule.endOfEpoch(e, sigma);
    }
    Golden.assertAgrees("sigma", list(file, "sigma_during_epoch"), sigmas, Golden.FORWARD);
    agrees("weights", list(file, "lr_weights_during_epoch"), weights);
    agrees("positions", list(file, "lr_positions_during_epoch"), positions);
  }

  private static void agrees(String what, double[] expected, Schedule schedule) {
    for (int e = 0; e < expected.length; e++) {
      assertEquals(expected[e], schedule.at(e), 1e-9 + 1e-6 * expected[e], what + " in epoch " + e);
    }
  }

  private static double[] list(Golden file, String key) {
    return file.object("outputs").getJsonArray(key).getValuesAs(JsonNumber.class).stream()
        .mapToDouble(JsonNumber::doubleValue)
        .toArray();
  }
}
