package org.hillock.models.delays.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of the training command: pairs of a name and a value. */
final class TrainingOptions {
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("arm", null);
    DEFAULTS.put("seed", "1");
    DEFAULTS.put("epochs", "30");
    DEFAULTS.put("batch", "128");
    DEFAULTS.put("hidden", "64");
    DEFAULTS.put("layers", "2");
    DEFAULTS.put("taps", "15");
    DEFAULTS.put("tau", "1.005");
    DEFAULTS.put("dropout", "0.1");
    DEFAULTS.put("data", "small");
    DEFAULTS.put("name", "fashion");
    DEFAULTS.put("out", "");
  }

  private final Map<String, String> values = new LinkedHashMap<>(DEFAULTS);

  TrainingOptions(String[] arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      if (!DEFAULTS.containsKey(name) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "expected --NAME VALUE with a name of "
                + DEFAULTS.keySet()
                + ", got "
                + String.join(" ", arguments));
      }
      values.put(name, arguments[i + 1]);
    }
    if (values.get("arm") == null) {
      throw new IllegalArgumentException("expected --arm fixed or --arm learned, got neither");
    }
  }

  TrainingPlan plan() {
    Arm arm = Arm.named(values.get("arm"));
    return TrainingPlan.published(arm, integer("seed"), integer("epochs"), integer("batch"));
  }

  /** Settings for samples of some channels and classes. */
  DelaySettings settings(int channels, int classes) {
    DelaySettings p =
        DelaySettings.published(
            channels, integer("hidden"), integer("layers"), classes, integer("taps"));
    return new DelaySettings(
        p.inputs(),
        p.hidden(),
        p.hiddenLayers(),
        p.outputs(),
        p.count(),
        p.taps(),
        real("tau"),
        p.threshold(),
        p.readoutThreshold(),
        p.alpha(),
        p.detachReset(),
        p.batchNorm(),
        p.epsilon(),
        p.momentum(),
        real("dropout"),
        plan().arm().form(),
        p.dt());
  }

  String data() {
    return values.get("data");
  }

  String name() {
    return values.get("name");
  }

  /** Where the checkpoint goes. */
  Path out() {
    String out = values.get("out");
    return Path.of(out.isEmpty() ? name() + "-" + plan().arm().lower() + ".safetensors" : out);
  }

  private int integer(String name) {
    try {
      return Integer.parseInt(values.get(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a whole number for --" + name + ", got " + values.get(name));
    }
  }

  private double real(String name) {
    try {
      return Double.parseDouble(values.get(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a number for --" + name + ", got " + values.get(name));
    }
  }
}
