package org.hillock.models.delays.internal;

import java.util.Arrays;
import java.util.Locale;
import org.hillock.api.model.RandomKey;

/** What happens to the delays of a network in training. */
enum Arm {
  /** Random whole delays that stay. */
  FIXED,
  /** Delays are learned with Gaussian kernels that narrow in the first quarter of the epochs. */
  LEARNED;

  /** The arm of that name. */
  static Arm named(String name) {
    for (Arm arm : values()) {
      if (arm.lower().equals(name)) {
        return arm;
      }
    }
    throw new IllegalArgumentException("expected an arm of fixed or learned, got " + name);
  }

  String lower() {
    return name().toLowerCase(Locale.ROOT);
  }

  KernelForm form() {
    return this == FIXED ? KernelForm.MAX : KernelForm.GAUSS;
  }

  /** Epoch in which the kernels have their final width. */
  int finalEpoch(int epochs) {
    return this == FIXED ? 0 : epochs / 4;
  }

  /** Initial parameters; weights and positions of both arms are drawn alike. */
  NetworkParameters initial(DelaySettings settings, RandomKey key) {
    NetworkParameters parameters = NetworkParameters.random(settings, key);
    if (this == FIXED) {
      for (LayerParameters layer : parameters.layers()) {
        System.arraycopy(
            layer.rounded().position(), 0, layer.position(), 0, layer.position().length);
        Arrays.fill(layer.sigma(), 0);
      }
    }
    return parameters;
  }
}
