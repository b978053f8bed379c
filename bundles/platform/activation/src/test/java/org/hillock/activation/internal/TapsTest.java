package org.hillock.activation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.BackpressureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TapsTest {
  private final Scene scene = new Scene(1);

  @AfterEach
  void close() {
    scene.close();
  }

  private void know() {
    scene.hub.cards(
        new CardSource() {
          @Override
          public List<String> models() {
            return List.of("delays", "m");
          }

          @Override
          public ModelCard card(String model) {
            return model.equals("m") ? scene.card : null;
          }
        });
  }

  private String refused(Tap tap) {
    return assertThrows(TapRefusedException.class, () -> scene.hub.open(tap)).getMessage();
  }

  private String state(String tap) {
    return scene.hub.taps().stream()
        .filter(s -> s.tap().name().equals(tap))
        .map(TapStatus::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anUnknownModelOrSiteIsRefusedWithTheNearestNames() {
    know();
    assertEquals(
        "expected a known model for tap t, got 'delay'; nearest: delays, m",
        refused(new Tap("t", "delay", "v", 1, Delivery.LIVE)));
    assertEquals(
        "expected a site of model m for tap t, got 'vv'; nearest: v, s",
        refused(new Tap("t", "m", "vv", 1, Delivery.LIVE)));
    assertTrue(scene.hub.taps().isEmpty());
  }

  @Test
  void aConfiguredTapWaitsForItsModelAndItsSite() {
    know();
    scene.hub.openWaiting(new Tap("other", "delay", "v", 1, Delivery.LIVE));
    scene.hub.transport("collecting", scene.transport, true);
    assertEquals("waits for model delay; nearest: delays, m", state("other"));
    scene.hub.openWaiting(new Tap("later", "m", "w", 1, Delivery.LIVE));
    scene.hub.transport("collecting", scene.transport, true);
    assertTrue(state("later").startsWith("refused: expected a site of model m"));
    scene.card = Scene.card("v", "w");
    assertEquals("open", state("later"));
    scene.call(scene.inputs(1), hooks -> scene.emit(hooks, 1, scene.values(1), null));
    assertEquals("w", scene.transport.live.get(0).site());
  }

  @Test
  void aFrameTooLargeForTheTransportIsRefused() {
    know();
    scene.transport.maxFrameBytes = Wanted.FRAME_OVERHEAD + 11;
    assertTrue(
        refused(new Tap("t", "m", "v", 1, Delivery.LIVE))
            .contains("at most 8203 bytes for tap t, got 8204 a step at site v"));
  }

  @Test
  void aTapIsRefusedWhereTheTransportHasNoWay() {
    scene.transport.refuses = true;
    assertEquals(
        "expected topic m, got none", refused(new Tap("t", "m", "v", 1, Delivery.LOSSLESS)));
    assertFalse(scene.recorder.active());
    scene.hub.openWaiting(new Tap("t", "m", "v", 1, Delivery.LOSSLESS));
    scene.hub.transport("collecting", scene.transport, true);
    assertEquals("refused: expected topic m, got none", state("t"));
    scene.transport.refuses = false;
    scene.hub.transport("collecting", scene.transport, true);
    assertTrue(state("t").startsWith("waits for model m"));
    assertTrue(scene.recorder.active());
  }

  @Test
  void withoutRoomACallIsRefusedBeforeItStartsAndTheMessageSaysWhereTheTapStands() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    scene.transport.room = 10;
    BackpressureException e = assertThrows(BackpressureException.class, () -> scene.call(1));
    assertEquals(
        "expected room for lossless frames of model m within 1 ms, got none: 0 frames wait, 0"
            + " published, open",
        e.getMessage());
    assertEquals(0, scene.transport.outstanding);
    scene.transport.room = Long.MAX_VALUE;
    scene.call(1);
    assertEquals(1, scene.transport.lossless.size());
  }

  @Test
  void numbersGoOnWhenAnotherTransportTakesOver() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    scene.call(1);
    CollectingTransport next = new CollectingTransport();
    scene.hub.transport("next", next, true);
    scene.call(1);
    scene.call(1);
    assertEquals(List.of(0L), scene.transport.lossless.stream().map(Frame::sequence).toList());
    assertEquals(List.of(1L, 2L), next.lossless.stream().map(Frame::sequence).toList());
    assertEquals("next", scene.hub.taps().get(0).transport());
  }

  @Test
  void aTransportIsNotLeftWhileAnAdmittedCallHasNotOffered() throws Exception {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    CollectingTransport next = new CollectingTransport();
    scene.recorder.admit(1);
    Thread move = new Thread(() -> scene.hub.transport("next", next, true));
    move.start();
    while (move.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    scene.emit(
        scene.recorder.begin(Scene.V1, scene.card, scene.inputs(1), 0, 0),
        0,
        scene.values(1),
        null);
    scene.recorder.commit();
    move.join();
    assertEquals(1, scene.transport.lossless.size());
    assertEquals(0, next.lossless.size());
  }

  @Test
  void anAdmittedCallThatNeverBeganHoldsNoRoomOnATransportThatIsLeft() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    scene.recorder.admit(1);
    CollectingTransport next = new CollectingTransport();
    scene.hub.transport("next", next, true);
    scene.call(1);
    assertEquals(1, next.lossless.size());
    assertEquals(0, scene.transport.outstanding);
    assertEquals(0, next.outstanding);
  }

  @Test
  void aTapOfTheSameNameReplacesTheFirst() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.tap("t", "v", 2, Delivery.LIVE);
    assertEquals(1, scene.hub.taps().size());
    assertEquals(2, scene.hub.taps().get(0).tap().every());
  }
}
