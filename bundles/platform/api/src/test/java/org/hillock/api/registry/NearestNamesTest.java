package org.hillock.api.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> NAMES = List.of("swap", "models", "model", "sites", "taps");

  @Test
  void theNearestComeFirst() {
    assertEquals(List.of("model", "models"), NearestNames.of("modle", NAMES));
    assertEquals(List.of("swap"), NearestNames.of("sawp", List.of("swap", "history")));
  }

  @Test
  void aBeginningFindsTheWhole() {
    assertEquals(List.of("sites"), NearestNames.of("si", List.of("sites", "history")));
  }

  @Test
  void whatIsFarIsNotNamed() {
    assertEquals(List.of(), NearestNames.of("completely", NAMES));
    assertEquals("", NearestNames.hint("completely", NAMES));
    assertEquals("; nearest: model, models", NearestNames.hint("modle", NAMES));
  }

  @Test
  void theDistanceCountsEdits() {
    assertEquals(3, NearestNames.distance("kitten", "sitting"));
    assertEquals(4, NearestNames.distance("", "four"));
  }
}
