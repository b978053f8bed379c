package org.hillock.api.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hillock.api.tensor.Tensor;

/**
 * Parameters of a model with the card that describes them. Immutable; its tensors are read-only.
 */
public final class Checkpoint {
  /** The SHA-256 of a checkpoint without tensors. */
  public static final String NONE = "0".repeat(64);

  private final String factory;
  private final String sha256;
  private final Map<String, String> settings;
  private final Map<String, Tensor> parameters;
  private final ModelCard card;

  private Checkpoint(
      String factory,
      String sha256,
      Map<String, String> settings,
      Map<String, Tensor> parameters,
      ModelCard card) {
    this.factory = Objects.requireNonNull(factory, "factory");
    this.sha256 = Objects.requireNonNull(sha256, "sha256");
    this.settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    Map<String, Tensor> readOnly = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> readOnly.put(name, tensor.readOnly()));
    this.parameters = Collections.unmodifiableMap(readOnly);
    this.card = card;
  }

  /** A checkpoint without parameters, for factories that need none. */
  public static Checkpoint empty(String factory) {
    return new Checkpoint(factory, NONE, Map.of(), Map.of(), null);
  }

  /**
   * A checkpoint.
   *
   * @param sha256 of the file that holds it, or {@link #NONE} while it is in memory only
   * @param settings what the factory needs beside tensors, such as sizes
   * @param card null where the factory writes the card itself
   */
  public static Checkpoint of(
      String factory,
      String sha256,
      Map<String, String> settings,
      Map<String, Tensor> parameters,
      ModelCard card) {
    return new Checkpoint(factory, sha256, settings, parameters, card);
  }

  /** Name of the factory that reads it. */
  public String factory() {
    return factory;
  }

  /** SHA-256 of the file, 64 hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  public Map<String, String> settings() {
    return settings;
  }

  /** A setting that must be there. */
  public String setting(String key) {
    String value = settings.get(key);
    if (value == null) {
      throw new InputException(
          "expected setting "
              + key
              + " in a checkpoint for factory "
              + factory
              + ", got only "
              + settings.keySet());
    }
    return value;
  }

  /** Ordered names and read-only tensors. */
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  /** A parameter that must be there, with that exact shape. */
  public Tensor parameter(String name, int... shape) {
    Tensor tensor = parameters.get(name);
    if (tensor == null) {
      throw new InputException(
          "expected parameter "
              + name
              + " in a checkpoint for factory "
              + factory
              + ", got only "
              + parameters.keySet());
    }
    if (!tensor.hasShape(shape)) {
      throw new InputException(
          "expected shape "
              + java.util.Arrays.toString(shape)
              + " for parameter "
              + name
              + " of factory "
              + factory
              + ", got "
              + tensor);
    }
    return tensor;
  }

  /** The card stored with the parameters, or null. */
  public ModelCard card() {
    return card;
  }

  /** The same settings and card with other parameters. */
  public Checkpoint with(Map<String, Tensor> newParameters) {
    return new Checkpoint(factory, NONE, settings, newParameters, card);
  }
}
