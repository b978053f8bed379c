package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamKeysTest {
  @Test
  void aRememberedKeyIsThatOfItsStreamWhateverCameBefore() {
    StreamKeys keys = new StreamKeys();
    UUID[] sessions = {UUID.randomUUID(), UUID.randomUUID()};
    int[] rows = {0, 7, 0, 3, 100_000, 4095, 7};
    for (int i = 0; i < 40; i++) {
      StreamId stream = new StreamId(sessions[i / 3 % 2], rows[i % rows.length]);
      assertArrayEquals(stream.key(), keys.of(stream));
    }
  }

  @Test
  void theKeyOfTheNextFrameIsNotMadeAgain() {
    StreamKeys keys = new StreamKeys();
    StreamId stream = new StreamId(UUID.randomUUID(), 2);
    assertSame(keys.of(stream), keys.of(new StreamId(stream.session(), 2)));
  }
}
