package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Example;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Model;
import org.hillock.api.model.Outputs;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DelaysFactoryTest {
  private final NetworkParameters parameters = DelaysModelTest.firing(2, 1, 7);
  private final Map<String, String> settings = new HashMap<>(parameters.settings().toMap());
  private final Map<String, Tensor> tensors = new LinkedHashMap<>(parameters.tensors());

  @Test
  void aModelReproducesItsExampleAndSpikes() {
    Model model = create();
    Example example = model.card().example();
    assertTrue(example.spikes() > 0);
    Outputs outputs = Outputs.allocate(model.card(), example.time(), example.batch());
    example.call().check(model.card());
    model.apply(example.call(), model.initialState(1), outputs, Hooks.NONE);
    assertTrue(outputs.tensor(0).contentEquals(example.outputs().get(0)));
  }

  @Test
  void parametersComeBackAsTheyWentIn() {
    Model model = create();
    assertEquals(tensors.keySet(), model.parameters().keySet());
    model
        .parameters()
        .forEach((name, tensor) -> assertTrue(tensor.contentEquals(tensors.get(name)), name));
    assertThrows(
        IllegalStateException.class, () -> model.parameters().get("block0.weight").floats());
  }

  @Test
  void settingsSurviveTheirText() {
    assertEquals(parameters.settings(), DelaySettings.from(settings::get));
  }

  @Test
  void theCardNamesSitesShapesAndState() {
    Model model = create();
    assertEquals(0, model.card().site("hidden1.spikes"));
    assertEquals(4, model.card().site("readout.membrane"));
    assertEquals(5, model.card().sites().get(2).units());
    assertEquals(parameters.trainable(), model.card().parameterCount());
    assertArrayEquals(new int[] {2, 6, 5}, model.initialState(2).tensor(0).shape());
  }

  @Test
  void aMissingParameterIsNamed() {
    tensors.remove("block1.P");
    assertMessage("block1.P");
  }

  @Test
  void anUnknownParameterIsNamed() {
    tensors.put("block9.weight", Tensor.zeros(DType.F32, 1));
    assertMessage("block9.weight");
  }

  @Test
  void aParameterOfAnotherShapeIsNamed() {
    tensors.put("block0.weight", Tensor.zeros(DType.F32, 5, 3, 2));
    assertMessage("block0.weight");
  }

  @Test
  void aMissingOrMalformedSettingIsNamed() {
    settings.put("taps", "seven");
    assertMessage("taps");
    settings.remove("taps");
    assertMessage("taps");
  }

  private void assertMessage(String part) {
    InputException e = assertThrows(InputException.class, this::create);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private Model create() {
    return new DelaysFactory()
        .create(Checkpoint.of("delays", Checkpoint.NONE, settings, tensors, null));
  }
}
