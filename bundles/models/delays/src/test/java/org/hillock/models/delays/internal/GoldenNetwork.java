package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.hillock.api.tensor.Tensor;

/** Golden check of the whole network: forward, loss, gradients, one step, evaluation. */
final class GoldenNetwork {
  private GoldenNetwork() {}

  static void check(Golden file) {
    assertEquals("sum", file.object("config").getString("loss"), "loss");
    DelaySettings settings = settings(file);
    DelayShape first = settings.shape(0);
    assertEquals(first.left(), file.integer("left_padding"), "left padding");
    assertEquals(first.right(), file.integer("right_padding"), "right padding");
    NetworkParameters parameters = NetworkParameters.zeros(settings);
    read(parameters, file.object("params_init"));
    NetworkPass pass = new NetworkPass(parameters);
    GoldenTensor x = Golden.tensor(file.object("inputs"), "x");
    int batch = x.dim(1);
    int[] lengths = new int[batch];
    java.util.Arrays.fill(lengths, x.dim(0));
    Sequences in = Sequences.of(lengths);

    double[][] scores = pass.forward(x.timeMajorRows(), in, settings.form(), true, null);
    assertOutputs(file.object("outputs"), pass, settings);
    float[][] targets = targets(file, batch, settings.outputs());
    assertLoss(file.object("outputs"), pass.loss(scores, targets));

    pass.backward(scores, false);
    assertTensors("gradient", file.object("grads"), pass.gradients(), Golden.GRADIENT);

    JsonObject rates = file.object("config").getJsonObject("lr_at_step");
    Optimisers optimisers =
        new Optimisers(parameters, pass.gradients(), file.number("weight_decay"), true);
    optimisers.rates(Golden.number(rates, "w"), 0.95, Golden.number(rates, "pos"));
    optimisers.step();
    assertTensors(
        "after one step",
        file.object("params_after_one_adam_step_and_clamp"),
        parameters,
        Golden.FORWARD);

    evaluation(file, parameters, x.timeMajorRows(), in, targets);
  }

  private static void evaluation(
      Golden file, NetworkParameters trained, float[][] x, Sequences in, float[][] targets) {
    JsonObject eval = file.object("eval");
    NetworkParameters rounded = trained.rounded();
    List<JsonObject> positions = eval.getJsonArray("rounded_P").getValuesAs(JsonObject.class);
    for (int l = 0; l < positions.size(); l++) {
      Golden.assertAgrees(
          "rounded P " + l,
          Golden.tensor(positions.get(l)).data(),
          rounded.layers().get(l).position(),
          0);
    }
    NetworkPass pass = new NetworkPass(rounded);
    double[][] scores = pass.forward(x, in, KernelForm.MAX, false, null);
    assertOutputs(eval, pass, trained.settings());
    assertLoss(eval, pass.loss(scores, targets));
  }

  private static void assertOutputs(JsonObject expected, NetworkPass pass, DelaySettings s) {
    int last = s.hiddenLayers();
    assertRows(
        "out_v_seq",
        Golden.tensor(expected, "out_v_seq"),
        pass.layer(last).results(),
        pass.layout(last));
    if (!expected.containsKey("hidden_v_seq")) {
      return;
    }
    List<JsonObject> hidden = expected.getJsonArray("hidden_v_seq").getValuesAs(JsonObject.class);
    for (int l = 0; l < hidden.size(); l++) {
      float[][] h = pass.layer(l).membranes();
      float[][] v = new float[pass.layout(l).total()][];
      for (int r = 0; r < v.length; r++) {
        v[r] = h[r].clone();
        for (int j = 0; j < v[r].length; j++) {
          v[r][j] = s.lif(l).fires(h[r][j]) ? 0 : h[r][j];
        }
      }
      assertRows("hidden_v_seq " + l, Golden.tensor(hidden.get(l)), v, pass.layout(l));
    }
  }

  private static void assertRows(
      String what, GoldenTensor expected, float[][] rows, Sequences layout) {
    assertEquals(expected.dim(0), layout.longest(), what + ": steps");
    float[] flat = GoldenTensor.timeMajor(rows, layout.samples(), layout.longest());
    Golden.assertAgrees(what, expected.data(), flat, Golden.FORWARD);
  }

  private static void assertLoss(JsonObject expected, double loss) {
    double reference = Golden.tensor(expected, "loss").data()[0];
    assertEquals(reference, loss, Golden.FORWARD * Math.abs(reference), "loss");
  }

  private static void assertTensors(
      String what, JsonObject expected, NetworkParameters actual, double rtol) {
    for (String key : expected.keySet()) {
      Tensor tensor = actual.tensors().get(key);
      Golden.assertAgrees(
          what + " " + key, Golden.tensor(expected, key).data(), tensor.floats(), rtol);
    }
  }

  private static void read(NetworkParameters into, JsonObject from) {
    into.tensors()
        .forEach(
            (name, tensor) ->
                tensor.copyFrom(Tensor.of(Golden.tensor(from, name).floats(), tensor.shape())));
  }

  private static float[][] targets(Golden file, int batch, int classes) {
    float[] flat = Golden.tensor(file.object("inputs"), "y_onehot").floats();
    float[][] rows = new float[batch][];
    for (int b = 0; b < batch; b++) {
      rows[b] = java.util.Arrays.copyOfRange(flat, b * classes, (b + 1) * classes);
    }
    return rows;
  }

  private static DelaySettings settings(Golden file) {
    JsonObject config = file.object("config");
    JsonObject weight = file.object("params_init").getJsonObject("block0.weight");
    JsonValue form = config.get("version");
    return new DelaySettings(
        file.integer("n_inputs"),
        file.integer("n_hidden_neurons"),
        file.integer("n_hidden_layers"),
        file.integer("n_outputs"),
        weight.getJsonArray("shape").getInt(2),
        file.integer("max_delay"),
        file.number("init_tau"),
        file.number("v_threshold"),
        file.number("output_v_threshold"),
        file.number("alpha"),
        config.getBoolean("detach_reset"),
        config.getBoolean("use_batchnorm"),
        file.number("bn_eps"),
        file.number("bn_momentum"),
        file.number("dropout_p"),
        form == null ? KernelForm.GAUSS : KernelForm.named(config.getString("version")),
        0.01);
  }
}
