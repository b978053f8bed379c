package org.hillock.registry.internal.deploy;

import java.time.Duration;
import org.hillock.registry.internal.Limits;

/** Limits from a configuration, each within its bounds. */
final class ConfiguredLimits {
  private ConfiguredLimits() {}

  static Limits of(RegistryConfiguration c) {
    return new Limits(
        seconds("selfCheck", c.selfCheck(), 1, 600),
        seconds("callbackDrain", c.callbackDrain(), 1, 4),
        seconds("gapWait", c.gapWait(), 2, 60),
        seconds("tapBlock", c.tapBlock(), 3, 300),
        seconds("drain", c.drain(), 4, 3600),
        seconds("keptStates", c.keptStates(), 0, 1440).multipliedBy(60),
        Limits.DEFAULT.collect());
  }

  private static Duration seconds(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "expected " + name + " of " + least + " to " + most + ", got " + value);
    }
    return Duration.ofSeconds(value);
  }
}
