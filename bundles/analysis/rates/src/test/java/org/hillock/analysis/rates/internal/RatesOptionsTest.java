package org.hillock.analysis.rates.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesOptionsTest {
  private static RatesOptions of(Map<String, Object> changed) {
    RatesSettings settings =
        (RatesSettings)
            Proxy.newProxyInstance(
                RatesSettings.class.getClassLoader(),
                new Class<?>[] {RatesSettings.class},
                (proxy, method, arguments) ->
                    changed.getOrDefault(
                        method.getName(),
                        method.getName().equals("hillock_model") ? "m" : method.getDefaultValue()));
    return RatesOptions.of(settings);
  }

  @Test
  void theDefaultsAreGood() {
    assertEquals(1_000_000, of(Map.of()).window());
    assertEquals("default", of(Map.of()).configuration());
  }

  @Test
  void whatIsOutOfBoundsIsNamed() {
    assertRefused("windowSeconds of 0.001 to 86400, got 0.0", Map.of("windowSeconds", 0.0));
    assertRefused("windowsKept of 1 to 3600, got 0", Map.of("windowsKept", 0));
    assertRefused("saturation above silence", Map.of("saturation", 0.0));
    assertRefused(
        "valueEdges of 1 to 256 ascending numbers, got [1.0, 1.0]",
        Map.of("valueEdges", new double[] {1, 1}));
    assertRefused("rateEdges", Map.of("rateEdges", new double[] {Double.NaN}));
    assertRefused("got 'A'".replace("'", ""), Map.of("hillock_analysis_configuration", "A"));
  }

  private static void assertRefused(String text, Map<String, Object> changed) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> of(changed));
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }
}
