package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Example;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Model;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.State;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.data.FashionMnist;
import org.hillock.store.Checkpoints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedCheckpointsTest {
  @ParameterizedTest
  @EnumSource(Arm.class)
  void theFileIsSmallAndItsModelReproducesItsExample(Arm arm) throws IOException {
    assertTrue(Files.size(file(arm)) < 1_000_000);
    Model model = model(arm);
    assertEquals("fashion", model.card().name());
    assertEquals(arm.lower(), model.card().provenance().get("training.arm"));
    Example example = model.card().example();
    Outputs outputs = Outputs.allocate(model.card(), example.time(), example.batch());
    long[] spikes = new long[1];
    Hook count =
        (first, values, valid) -> {
          for (int i = 0; i < values.size(); i++) {
            spikes[0] += (long) values.get(i);
          }
        };
    Hooks hooks =
        site -> model.card().sites().get(site).kind() == SiteSpec.Kind.SPIKES ? count : null;
    model.apply(example.call(), model.initialState(example.batch()), outputs, hooks);
    assertEquals(example.spikes(), spikes[0]);
    for (int i = 0; i < outputs.tensor(0).size(); i++) {
      double expected = example.outputs().get(0).get(i);
      double limit = example.tolerance() * Math.max(1, Math.abs(expected));
      assertEquals(expected, outputs.tensor(0).get(i), limit);
    }
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void theServedModelHasTheTestAccuracyThatItsCardStates(Arm arm) throws IOException {
    Model model = model(arm);
    Map<String, String> provenance = model.card().provenance();
    Dataset data = FashionMnist.embedded();
    assertEquals(data.id(), provenance.get("data"));
    assertEquals(data.splitHash(), provenance.get("split"));
    double stated = Double.parseDouble(provenance.get("testAccuracy"));
    assertEquals(stated, accuracy(model, data), 0.0021);
  }

  private static double accuracy(Model model, Dataset data) {
    ImageRows images = new ImageRows(data, Split.TEST);
    Tensor x = Tensor.zeros(DType.F32, images.steps(), 1, images.channels());
    Inputs inputs = Inputs.of(x).markAll(Inputs.FIRST | Inputs.LAST);
    Outputs outputs = Outputs.allocate(model.card(), images.steps(), 1);
    State state = model.initialState(1);
    float[][] rows = new float[images.steps()][images.channels()];
    int right = 0;
    for (int i = 0; i < images.size(); i++) {
      images.read(i, rows, 0);
      for (int t = 0; t < rows.length; t++) {
        System.arraycopy(rows[t], 0, x.floats(), t * rows[t].length, rows[t].length);
      }
      state = model.apply(inputs, state, outputs, Hooks.NONE);
      float[] scores = outputs.tensor(0).floats();
      int best = 0;
      for (int c = 1; c < scores.length; c++) {
        best = scores[c] > scores[best] ? c : best;
      }
      right += best == images.label(i) ? 1 : 0;
    }
    return (double) right / images.size();
  }

  private static Model model(Arm arm) throws IOException {
    Checkpoint checkpoint = Checkpoints.read(file(arm));
    return new DelaysFactory().create(checkpoint);
  }

  private static Path file(Arm arm) {
    return Path.of("checkpoints", "fashion-" + arm.lower() + ".safetensors");
  }
}
