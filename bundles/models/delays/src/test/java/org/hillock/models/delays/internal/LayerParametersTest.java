package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hillock.api.model.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerParametersTest {
  @Test
  void positionsAreRoundedHalfToEvenAndMovedIntoTheKernel() {
    LayerParameters layer = LayerParameters.zeros(DelayShape.causal(1, 8, 1, 5), false);
    float[] positions = {0.5f, 1.5f, -0.5f, -1.5f, 2.5f, 0.51f, -3.2f, 9f};
    System.arraycopy(positions, 0, layer.position(), 0, positions.length);
    float[] rounded = layer.rounded().position();
    assertArrayEquals(new float[] {0, 2, 0, -2, 2, 1, -2, 2}, rounded, 0f);
    assertArrayEquals(positions, layer.position());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 15, 25})
  void initialValuesLieWithinTheirPublishedBounds(int taps) {
    DelaySettings settings = DelaySettings.published(28, 64, 2, 10, taps);
    NetworkParameters parameters = NetworkParameters.random(settings, RandomKey.of(3));
    for (LayerParameters layer : parameters.layers()) {
      double bound = Math.sqrt(6.0 / layer.shape().inputs());
      double mean = 0;
      for (int n = 0; n < layer.weight().length; n++) {
        assertTrue(Math.abs(layer.weight()[n]) <= bound);
        assertTrue(Math.abs(layer.position()[n]) <= taps / 2);
        assertEquals(taps / 2, layer.sigma()[n]);
        mean += layer.weight()[n] / layer.weight().length;
      }
      assertEquals(0, mean, bound / 5);
    }
  }

  @Test
  void theParameterCountIsThatOfThePublishedNetwork() {
    DelaySettings shd = DelaySettings.published(140, 256, 2, 20, 25);
    assertEquals(214_016, NetworkParameters.zeros(shd).trainable());
  }

  @Test
  void aWidthOfTheFloorOrAFinalEpochOfZeroStays() {
    float[] narrow = {0.23f};
    new SigmaSchedule(12, 37).endOfEpoch(3, narrow);
    assertEquals(0.23f, narrow[0]);
    float[] kept = {5};
    new SigmaSchedule(5, 0).endOfEpoch(0, kept);
    assertEquals(5f, kept[0]);
  }

  @Test
  void channelsAfterTheLastWholeBinAreDropped() {
    assertArrayEquals(new float[] {3, 7}, NeuronBinning.bin(new float[] {1, 2, 3, 4, 5}, 2));
  }
}
