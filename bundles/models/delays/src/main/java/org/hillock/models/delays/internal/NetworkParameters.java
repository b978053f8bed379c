package org.hillock.models.delays.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.RandomKey;
import org.hillock.api.tensor.Tensor;

/**
 * All numbers of a network, layer by layer; arrays are shared with whoever trains them.
 *
 * @param settings sizes and constants
 * @param layers one for each layer, the read-out last
 */
record NetworkParameters(DelaySettings settings, List<LayerParameters> layers) {
  /** Zeros, for gradients. */
  static NetworkParameters zeros(DelaySettings settings) {
    List<LayerParameters> layers = new ArrayList<>();
    for (int l = 0; l < settings.layers(); l++) {
      layers.add(LayerParameters.zeros(settings.shape(l), normalised(settings, l)));
    }
    return new NetworkParameters(settings, layers);
  }

  /**
   * The published initial values: weights uniform within sqrt(6 / fan-in), positions uniform from
   * {@code floor(-taps/2)} to {@code taps/2} and then clamped, widths taps/2.
   */
  static NetworkParameters random(DelaySettings settings, RandomKey key) {
    List<LayerParameters> layers = new ArrayList<>();
    for (int l = 0; l < settings.layers(); l++) {
      DelayShape shape = settings.shape(l);
      LayerParameters layer = LayerParameters.neutral(shape, normalised(settings, l));
      RandomKey weights = key.child("weight").child(l);
      RandomKey positions = key.child("position").child(l);
      double bound = Math.sqrt(6.0 / (shape.inputsPerGroup() * shape.count()));
      int low = Math.floorDiv(-shape.taps(), 2);
      int high = shape.taps() / 2;
      for (int n = 0; n < shape.synapses(); n++) {
        layer.weight()[n] = (float) (bound * (2 * weights.uniform(n) - 1));
        layer.position()[n] = (float) (low + (high - low) * positions.uniform(n));
        layer.sigma()[n] = high;
      }
      layer.clamp();
      layers.add(layer);
    }
    return new NetworkParameters(settings, layers);
  }

  /** Parameters of a checkpoint, copied; a missing or wrongly shaped one is named. */
  static NetworkParameters from(DelaySettings settings, Checkpoint checkpoint) {
    NetworkParameters all = zeros(settings);
    all.slots()
        .forEach(
            (name, slot) ->
                checkpoint
                    .parameter(name, slot.shape)
                    .copyTo(0, slot.values, 0, slot.values.length));
    return all;
  }

  private static boolean normalised(DelaySettings settings, int layer) {
    return settings.batchNorm() && !settings.isReadout(layer);
  }

  private record Slot(float[] values, int[] shape) {}

  private Map<String, Slot> slots() {
    Map<String, Slot> slots = new LinkedHashMap<>();
    for (int l = 0; l < layers.size(); l++) {
      LayerParameters layer = layers.get(l);
      DelayShape s = layer.shape();
      int[] synapses = {s.outputs(), s.inputsPerGroup(), s.count()};
      int[] spaced = {1, s.outputs(), s.inputsPerGroup(), s.count()};
      String prefix = "block" + l + ".";
      slots.put(prefix + "weight", new Slot(layer.weight(), synapses));
      slots.put(prefix + "P", new Slot(layer.position(), spaced));
      slots.put(prefix + "SIG", new Slot(layer.sigma(), spaced));
      if (layer.normalised()) {
        int[] channels = {s.outputs()};
        slots.put(prefix + "bn.weight", new Slot(layer.gamma(), channels));
        slots.put(prefix + "bn.bias", new Slot(layer.beta(), channels));
        slots.put(prefix + "bn.running_mean", new Slot(layer.mean(), channels));
        slots.put(prefix + "bn.running_var", new Slot(layer.variance(), channels));
      }
    }
    return slots;
  }

  /** Ordered names and tensors over the live arrays. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    slots().forEach((name, slot) -> tensors.put(name, Tensor.of(slot.values, slot.shape)));
    return tensors;
  }

  /** Number of trained values: weights, positions and the normalisation's. */
  long trainable() {
    return layers.stream()
        .mapToLong(l -> l.weight().length + l.position().length + 2L * l.gamma().length)
        .sum();
  }

  /** A deep copy. */
  NetworkParameters copy() {
    return new NetworkParameters(settings, layers.stream().map(LayerParameters::copy).toList());
  }

  /** A copy for evaluation: see {@link LayerParameters#rounded}. */
  NetworkParameters rounded() {
    return new NetworkParameters(settings, layers.stream().map(LayerParameters::rounded).toList());
  }
}
