package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hillock.api.activation.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsAndNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "hillock", "Hillock.", "a_b.", "..", "a.b.c.d.", "x/.", "lab.g2.", "a.live."})
  void aPrefixThatIsNoTopicNameIsRefused(String prefix) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> TestStreams.settings(prefix, "node"));
    assertTrue(refused.getMessage().endsWith("got '" + prefix + "'"), refused.getMessage());
  }

  @Test
  void namesFollowThePrefix() {
    TopicNames names = new TopicNames("lab.");
    assertEquals("lab.live.m", names.frames("m", Delivery.LIVE));
    assertEquals("lab.activations.m", names.frames("m", Delivery.LOSSLESS));
    assertEquals("lab.positions.m", names.positions("m"));
    assertEquals("lab.findings.rates", names.findings("rates"));
    assertThrows(IllegalArgumentException.class, () -> names.positions("M"));
    assertTrue(names.compacted("lab.positions.m"));
    assertEquals("m", names.modelOfPositions("lab.positions.m"));
    assertEquals("", names.modelOfPositions("lab.positions.Not_Ours"));
    assertEquals("", names.modelOfPositions("lab.live.m"));
    assertFalse(names.compacted("lab.registry.events"));
  }

  @Test
  void aGenerationIsPartOfThePrefix() {
    TopicPolicy third = new TopicPolicy(3, 1000, 1000, 0, 0);
    StreamSettings settings = new StreamSettings("lab.g3.", "n", 1, 1, 1, 1, 1, 1, third);
    assertEquals("lab.", settings.prefix(1));
    assertEquals("lab.g2.", settings.prefix(2));
    TopicNames names = new TopicNames("lab.");
    assertTrue(names.ours("lab.live.m") && names.ours("lab.registry"));
    assertFalse(names.ours("lab.g2.live.m") || names.ours("lab.registry-of-others"));
    assertThrows(IllegalArgumentException.class, () -> new TopicPolicy(1, 1, 1, 2, 3));
  }

  @Test
  void theLongestNameIsShorterThanKafkaTakesAndHasNoUnderscore() {
    String part = "p".repeat(32) + ".";
    TopicPolicy last = new TopicPolicy(99, 1000, 1000, 0, 0);
    String prefix =
        new StreamSettings(part.repeat(3) + "g99.", "n", 1, 1, 1, 1, 1, 1, last).prefix();
    String longest = new TopicNames(prefix).analysisState("m".repeat(64));
    assertEquals(182, longest.length());
    assertTrue(longest.length() <= 249 && !longest.contains("_"));
  }

  @Test
  void aNodeNameIsTheSameAtEveryStartAndAnotherInAnotherFolder() {
    assertEquals(NodeName.of(null, "/a"), NodeName.of("", "/a/."));
    assertNotEquals(NodeName.of(null, "/a"), NodeName.of(null, "/b"));
    assertEquals("given", NodeName.of(" given ", "/a"));
    assertTrue(NodeName.of(null, null).matches("[a-z0-9-]{1,64}"));
  }

  @Test
  void rowsOfASessionShareAWriterAndSpreadOverPartitions() {
    Set<Integer> writers = new HashSet<>();
    Set<Integer> partitions = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      writers.add(StreamId.writer(new UUID(i, 7), 4));
      partitions.add(Outgoing.partition(new StreamId(new UUID(1, 2), i).spread(), 12));
    }
    assertEquals(Set.of(0, 1, 2, 3), writers);
    assertEquals(12, partitions.size());
    assertEquals(
        "00000000-0000-0001-0000-000000000002/3",
        new String(new StreamId(new UUID(1, 2), 3).key(), java.nio.charset.StandardCharsets.UTF_8));
  }
}
