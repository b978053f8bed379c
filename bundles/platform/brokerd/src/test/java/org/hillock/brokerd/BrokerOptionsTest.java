package org.hillock.brokerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerOptionsTest {
  @Test
  void theThreeOptionsMayComeInAnyOrder() {
    BrokerOptions options =
        BrokerOptions.parse("--port", "9092", "--secrets", "/s", "--data", "/d");
    assertEquals(new BrokerOptions(Path.of("/d"), Path.of("/s"), 9092), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "x", ""})
  void aPortThatCannotBeUsedIsRefused(String port) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> BrokerOptions.parse("--port", port, "--secrets", "/s", "--data", "/d"));
    assertEquals("--port: expected 1 to 65535, got " + port, refused.getMessage());
  }

  @Test
  void aMissingOptionIsNamedInTheUsage() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> BrokerOptions.parse("--port", "1", "--secrets", "/s", "--dat", "/d"));
    assertTrue(refused.getMessage().startsWith("expected --data FOLDER"));
    assertThrows(IllegalArgumentException.class, () -> BrokerOptions.parse());
  }
}
