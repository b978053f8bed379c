package org.hillock.api.activation;

import java.util.Objects;

/**
 * A wish for the activations of one site. Taps on one (stream, site, delivery) are merged: the
 * densest sampling is published once.
 *
 * @param name of the tap, {@code [a-z0-9-]{1,64}}
 * @param model whose activations are wanted
 * @param site name of the site, or {@code *} for all
 * @param every publish each n-th step, those whose number is divisible by n; 1 or more
 * @param delivery what happens when frames come too fast
 */
public record Tap(String name, String model, String site, int every, Delivery delivery) {
  public Tap {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(delivery, "delivery");
    if (!name.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "expected a tap name of [a-z0-9-]{1,64}, got '" + name + "'");
    }
    if (every < 1) {
      throw new IllegalArgumentException(
          "expected every = 1 or more for tap " + name + ", got " + every);
    }
  }
}
