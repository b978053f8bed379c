package org.hillock.api.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VersionIdTest {
  @Test
  void itsTextIsBundleVersionAndTheBeginningOfTheCheckpoint() {
    VersionId id = new VersionId("m", "org.m", "1.0.0", "0123456789abcdef".repeat(4));
    assertEquals("org.m:1.0.0:01234567", id.toString());
  }

  @Test
  void whatIsNoHashIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new VersionId("m", "org.m", "1.0.0", "xyz"));
  }

  @Test
  void aSwapRequestNamesEachModelOnce() {
    VersionId id = new VersionId("m", "org.m", "1.0.0", "0".repeat(64));
    assertThrows(IllegalArgumentException.class, () -> SwapRequest.to(id, id));
    assertThrows(IllegalArgumentException.class, SwapRequest::to);
  }
}
