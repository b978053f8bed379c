package org.hillock.activation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hillock.activation.internal.memory.MemoryTransport;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.spi.StepFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {
  private final UUID session = UUID.randomUUID();

  @ParameterizedTest
  @CsvSource({"0, 1, 12, 1", "0, 1, 12, 5", "3, 3, 4, 6", "8, 4, 5, 6", "0, 6, 3, 4", "7, 7, 1, 2"})
  void theFilterShowsExactlyTheDivisibleSteps(int first, int every, int count, int wanted) {
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if ((first + i * every) % wanted == 0) {
        expected.add((long) first + i * every);
      }
    }
    FrameView part =
        new StepFilter(List.of("s"), wanted)
            .apply(TestFrames.steps("m", session, 0, first, every, count));
    List<Long> got = new ArrayList<>();
    if (part != null) {
      for (int i = 0; i < part.values().dim(0); i++) {
        assertEquals(part.firstStep() + (long) i * part.every(), part.values().get(i));
        got.add(part.firstStep() + (long) i * part.every());
      }
    }
    assertEquals(expected, got);
  }

  @Test
  void framesOfOtherSitesAreHidden() {
    FrameView frame = TestFrames.data("m", session, 0);
    assertNull(new StepFilter(List.of("other"), 1).apply(frame));
    assertSame(frame, new StepFilter(List.of("*"), 1).apply(frame));
  }

  @Test
  void aSubscriptionIsATapUntilItIsClosedAndOtherTapsDoNotChangeWhatItSees() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch three = new CountDownLatch(3);
    try (MemoryTransport memory = new MemoryTransport(1 << 20);
        Scene scene = new Scene(1)) {
      scene.hub.transport("memory", memory, true);
      Subscription s =
          scene.hub.subscribe(
              "m",
              "v",
              4,
              Delivery.LOSSLESS,
              frame -> {
                seen.add(frame.kind() + " " + frame.firstStep() + " " + frame.values());
                three.countDown();
              });
      scene.call(8);
      scene.tap("dense", "*", 1, Delivery.LOSSLESS);
      scene.call(8);
      assertTrue(three.await(20, TimeUnit.SECONDS));
      assertEquals(
          List.of("DATA 0 f32[2, 3]", Kind.TAPS_CHANGED + " 8 f32[0]", "DATA 8 f32[2, 3]"), seen);
      assertEquals(3, s.received());
      s.close();
      scene.hub.close("dense");
      scene.call(1);
      assertFalse(scene.recorder.active());
    }
  }

  @Test
  void aSubscriptionFollowsToTheNextTransport() throws Exception {
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch two = new CountDownLatch(2);
    try (MemoryTransport first = new MemoryTransport(1 << 20);
        MemoryTransport second = new MemoryTransport(1 << 20);
        Scene scene = new Scene(1)) {
      scene.hub.transport("first", first, true);
      try (Subscription s =
          scene.hub.subscribe(
              "m",
              "*",
              1,
              Delivery.LOSSLESS,
              frame -> {
                seen.add(frame.sequence());
                two.countDown();
              })) {
        scene.call(1);
        scene.hub.transport("second", second, true);
        scene.call(1);
        assertTrue(two.await(20, TimeUnit.SECONDS));
      }
    }
    assertEquals(List.of(0L, 1L), seen);
  }
}
