package org.hillock.api.model;

import java.util.Objects;

/**
 * One named axis of a tensor.
 *
 * @param name such as {@code time}, {@code batch}, {@code unit}
 * @param size its length, or {@link #ANY} where each call decides
 */
public record Axis(String name, int size) {
  /** A length that is not fixed by the model. */
  public static final int ANY = -1;

  /** Name of the axis that counts steps. */
  public static final String TIME = "time";

  /** Name of the axis that counts independent samples. */
  public static final String BATCH = "batch";

  public Axis {
    Objects.requireNonNull(name, "name");
    if (size < ANY) {
      throw new IllegalArgumentException(
          "expected a length of 0 or more, or -1 for any, got " + size + " for axis " + name);
    }
  }

  /** The time axis, of any length. */
  public static Axis time() {
    return new Axis(TIME, ANY);
  }

  /** The batch axis, of any length. */
  public static Axis batch() {
    return new Axis(BATCH, ANY);
  }

  public static Axis of(String name, int size) {
    return new Axis(name, size);
  }
}
