package org.hillock.models.delays.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hillock.api.model.InputException;
import org.hillock.nn.Atan;
import org.hillock.nn.Lif;

/**
 * Sizes and constants of a network.
 *
 * @param inputs input channels
 * @param hidden units of each hidden layer
 * @param hiddenLayers number of hidden layers, at least 1
 * @param outputs classes
 * @param count positions of each synapse
 * @param taps length K of a kernel in steps, odd; delays are 0 to K-1
 * @param tau membrane time constant in steps
 * @param threshold membrane at which a hidden unit fires
 * @param readoutThreshold the same for the read-out, out of reach
 * @param alpha steepness of the surrogate gradient
 * @param detachReset whether gradients stop at the reset
 * @param batchNorm whether hidden layers are normalised
 * @param epsilon summand of the variance
 * @param momentum weight of a new batch in the running statistics
 * @param dropout share of hidden units silenced in training
 * @param form kernel form in training
 * @param dt seconds of a step
 */
record DelaySettings(
    int inputs,
    int hidden,
    int hiddenLayers,
    int outputs,
    int count,
    int taps,
    double tau,
    double threshold,
    double readoutThreshold,
    double alpha,
    boolean detachReset,
    boolean batchNorm,
    double epsilon,
    double momentum,
    double dropout,
    KernelForm form,
    double dt) {
  DelaySettings {
    if (hiddenLayers < 1 || taps % 2 == 0) {
      throw new InputException(
          "expected at least 1 hidden layer and an odd number of taps, got "
              + hiddenLayers
              + " and "
              + taps);
    }
  }

  /** The published constants with sizes of one's own. */
  static DelaySettings published(int inputs, int hidden, int layers, int outputs, int taps) {
    return new DelaySettings(
        inputs,
        hidden,
        layers,
        outputs,
        1,
        taps,
        1.005,
        1,
        1e9,
        5,
        true,
        true,
        1e-5,
        0.1,
        0.4,
        KernelForm.GAUSS,
        0.01);
  }

  /** Settings from a checkpoint; a missing or malformed one is named. */
  static DelaySettings from(Function<String, String> text) {
    return new DelaySettings(
        integer(text, "inputs"),
        integer(text, "hidden"),
        integer(text, "hiddenLayers"),
        integer(text, "outputs"),
        integer(text, "count"),
        integer(text, "taps"),
        real(text, "tau"),
        real(text, "threshold"),
        real(text, "readoutThreshold"),
        real(text, "alpha"),
        Boolean.parseBoolean(text.apply("detachReset")),
        Boolean.parseBoolean(text.apply("batchNorm")),
        real(text, "epsilon"),
        real(text, "momentum"),
        real(text, "dropout"),
        KernelForm.named(text.apply("form")),
        real(text, "dt"));
  }

  /** What {@link #from} reads. */
  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("inputs", Integer.toString(inputs));
    map.put("hidden", Integer.toString(hidden));
    map.put("hiddenLayers", Integer.toString(hiddenLayers));
    map.put("outputs", Integer.toString(outputs));
    map.put("count", Integer.toString(count));
    map.put("taps", Integer.toString(taps));
    map.put("tau", Double.toString(tau));
    map.put("threshold", Double.toString(threshold));
    map.put("readoutThreshold", Double.toString(readoutThreshold));
    map.put("alpha", Double.toString(alpha));
    map.put("detachReset", Boolean.toString(detachReset));
    map.put("batchNorm", Boolean.toString(batchNorm));
    map.put("epsilon", Double.toString(epsilon));
    map.put("momentum", Double.toString(momentum));
    map.put("dropout", Double.toString(dropout));
    map.put("form", form.lower());
    map.put("dt", Double.toString(dt));
    return map;
  }

  /** Number of layers, the read-out included. */
  int layers() {
    return hiddenLayers + 1;
  }

  /** Sizes of one layer; the last one is the read-out. */
  DelayShape shape(int layer) {
    int in = layer == 0 ? inputs : hidden;
    int out = layer == hiddenLayers ? outputs : hidden;
    return DelayShape.causal(in, out, count, taps);
  }

  /** Whether a layer is the read-out. */
  boolean isReadout(int layer) {
    return layer == hiddenLayers;
  }

  /** Neurons of one layer. */
  Lif lif(int layer) {
    double fire = isReadout(layer) ? readoutThreshold : threshold;
    return new Lif(tau, fire, 0, false, detachReset, new Atan(alpha));
  }

  private static int integer(Function<String, String> text, String key) {
    String value = text.apply(key);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new InputException("expected a whole number for setting " + key + ", got " + value);
    }
  }

  private static double real(Function<String, String> text, String key) {
    String value = text.apply(key);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InputException("expected a number for setting " + key + ", got " + value);
    }
  }
}
