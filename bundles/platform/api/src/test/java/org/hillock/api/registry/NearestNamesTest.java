package org.hillock.api.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> NAMES = List.of("swap", "models", "model", "sites", "taps");

  @Test
  void theNearestComeFirst() {
    assertEquals(List.of("model", "models", "sites"), NearestNames.of("modle", NAMES));
    assertEquals(List.of("swap", "history"), NearestNames.of("sawp", List.of("history", "swap")));
  }

  @Test
  void aBeginningFindsTheWhole() {
    assertEquals("statistics", NearestNames.of("st", List.of("it", "statistics")).get(0));
  }

  @Test
  void theHintEndsAMessage() {
    assertEquals("; nearest: model, models, sites", NearestNames.hint("modle", NAMES));
    assertEquals("", NearestNames.hint("modle", List.of()));
  }

  @Test
  void theDistanceCountsEdits() {
    assertEquals(3, NearestNames.distance("kitten", "sitting"));
    assertEquals(4, NearestNames.distance("", "four"));
  }
}
