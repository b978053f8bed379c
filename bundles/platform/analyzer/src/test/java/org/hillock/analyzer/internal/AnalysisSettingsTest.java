package org.hillock.analyzer.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hillock.api.analysis.Analyzer;
import org.junit.jupiter.api.Test;

class AnalysisSettingsTest {
  @Test
  void propertiesThatAreWrongAreNamed() {
    assertRefused("expected the property hillock.analysis", Map.of());
    assertRefused("expected the property hillock.model", Map.of(Analyzer.NAME, "n"));
    assertRefused(
        "expected hillock.every of 1 or more for analysis n, got 0",
        Map.of(Analyzer.NAME, "n", Analyzer.MODEL, "m", Analyzer.EVERY, 0));
    assertRefused(
        "got 'fast'", Map.of(Analyzer.NAME, "n", Analyzer.MODEL, "m", Analyzer.DELIVERY, "fast"));
  }

  @Test
  void aStarAmongSitesMeansAll() {
    Map<String, Object> properties =
        Map.of(Analyzer.NAME, "n", Analyzer.MODEL, "m", Analyzer.SITES, new String[] {"a", "*"});
    assertEquals(List.of("*"), AnalysisSettings.of(properties).sites());
  }

  private static void assertRefused(String text, Map<String, ?> properties) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> AnalysisSettings.of(properties));
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }
}
