package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.hillock.api.spi.HostedAnalysis.Stored;
import org.junit.jupiter.api.Test;

class AnalysisStatesTest {
  private final AnalysisStates states = new AnalysisStates("science");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int head(int partition, long offset) {
    return states.read(
        states.key(partition, AnalysisStates.HEAD),
        new AnalysisHead("f", offset, 5, AnalysisHead.NOTHING).json());
  }

  @Test
  void entriesCountFromTheirHeadOn() {
    assertSame(Stored.NONE, states.stored(3));
    assertEquals(-1, states.read(states.entryKey(3, ".a/b\nc"), bytes("1")));
    assertEquals(-1, states.read(states.entryKey(3, ".d"), bytes("2")));
    assertSame(Stored.NONE, states.stored(3));
    assertEquals(3, head(3, 7));
    Stored first = states.stored(3);
    assertEquals("f", first.form());
    assertEquals(Set.of(".a/b\nc", ".d"), first.entries().keySet());
    states.read(states.entryKey(3, ".d"), null);
    states.read(states.entryKey(3, ".e"), bytes("3"));
    assertEquals(Set.of(".a/b\nc", ".d"), states.stored(3).entries().keySet());
    head(3, 8);
    assertEquals(Set.of(".a/b\nc", ".e"), states.stored(3).entries().keySet());
    assertEquals(Set.of(".a/b\nc", ".d"), first.entries().keySet());
    assertEquals(8, states.head(3).offset());
    assertNull(states.head(2));
  }

  @Test
  void epochsAreNoEntries() {
    states.read(states.key(0, AnalysisStates.EPOCHS), bytes("e"));
    states.read(states.entryKey(0, "epochs"), bytes("mine"));
    states.read(states.entryKey(0, "head"), bytes("mine"));
    head(0, 1);
    assertArrayEquals(bytes("e"), states.epochs(0));
    assertEquals(Set.of("epochs", "head"), states.stored(0).entries().keySet());
  }

  @Test
  void whatIsOfOthersOrNotOursIsLeft() {
    assertEquals(-1, states.read(bytes("science-2/0/head"), bytes("{}")));
    assertEquals(-1, states.read(bytes("science/x/head"), bytes("{}")));
    assertEquals(-1, states.read(bytes("science/0/head"), bytes("{}")));
    assertEquals(-1, states.read(bytes("science/0/head"), null));
    assertEquals(-1, states.read(bytes("science/merged"), bytes("soon")));
    assertEquals(-1, states.read(null, bytes("1")));
    assertSame(Stored.NONE, states.stored(0));
    assertEquals(AnalysisHead.NONE, states.merged());
    states.read(states.mergedKey(), AnalysisStates.mergedValue(42));
    assertEquals(42, states.merged());
  }
}
