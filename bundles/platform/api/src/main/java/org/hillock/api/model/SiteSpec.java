package org.hillock.api.model;

import java.util.List;
import java.util.Objects;
import org.hillock.api.tensor.DType;

/**
 * A named place in a model where activations can be tapped and changed.
 *
 * @param name within its model, such as {@code hidden1.spikes}
 * @param dtype element type
 * @param axes of one step of one batch row, such as {@code [unit 64]}; every length is fixed
 * @param kind dense values, or spikes (0 or 1)
 * @param dt seconds from one step to the next; 0 where steps are not time
 */
public record SiteSpec(String name, DType dtype, List<Axis> axes, Kind kind, double dt) {
  /** What the values are. */
  public enum Kind {
    DENSE,
    SPIKES
  }

  public SiteSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(kind, "kind");
    axes = List.copyOf(axes);
    for (Axis axis : axes) {
      if (axis.size() == Axis.ANY) {
        throw new IllegalArgumentException(
            "expected a fixed length at site " + name + ", got any for axis " + axis.name());
      }
    }
    if (!(dt >= 0) || Double.isInfinite(dt)) {
      throw new IllegalArgumentException(
          "expected dt of 0 s or more at site " + name + ", got " + dt);
    }
  }

  /** Dense F32 values of {@code units} units. */
  public static SiteSpec dense(String name, int units, double dt) {
    return new SiteSpec(name, DType.F32, List.of(Axis.of("unit", units)), Kind.DENSE, dt);
  }

  /** F32 spikes, 0 or 1, of {@code units} units. */
  public static SiteSpec spikes(String name, int units, double dt) {
    return new SiteSpec(name, DType.F32, List.of(Axis.of("unit", units)), Kind.SPIKES, dt);
  }

  /** Elements in one step of one row. */
  public int units() {
    int n = 1;
    for (Axis axis : axes) {
      n = Math.multiplyExact(n, axis.size());
    }
    return n;
  }
}
