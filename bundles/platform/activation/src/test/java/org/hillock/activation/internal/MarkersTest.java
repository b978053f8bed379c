package org.hillock.activation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarkersTest {
  private final Scene scene = new Scene(1);

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aStreamThatBeginsUnderATapHasNoMarker() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(1);
    assertEquals(List.of("DATA v #0 every 1"), told());
  }

  @Test
  void aTapOpenedMidwayIsAMarkerBeforeTheFirstFrame() {
    scene.call(1);
    scene.tap("t", "v", 2, Delivery.LIVE);
    scene.call(1);
    scene.call(1);
    assertEquals(List.of("TAPS_CHANGED v #0 every 2", "DATA v #1 every 2"), told());
  }

  @Test
  void aDenserTapIsAMarkerAndAnEqualOneIsNone() {
    scene.tap("t", "v", 2, Delivery.LIVE);
    scene.call(2);
    scene.tap("equal", "v", 4, Delivery.LIVE);
    scene.call(2);
    scene.tap("denser", "v", 1, Delivery.LIVE);
    scene.call(2);
    assertEquals(
        List.of(
            "DATA v #0 every 2",
            "DATA v #1 every 2",
            "TAPS_CHANGED v #2 every 1",
            "DATA v #3 every 1"),
        told());
  }

  @Test
  void theLastTapsCloseIsToldOnceAndThenNothingIsActive() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(1);
    assertTrue(scene.hub.close("t"));
    assertTrue(scene.recorder.active(), "readers must be told");
    scene.call(1);
    assertFalse(scene.recorder.active());
    assertEquals(List.of("DATA v #0 every 1", "TAPS_CHANGED v #1 every 0"), told());
    assertFalse(scene.hub.close("t"));
  }

  @Test
  void aChangeIsToldAgainAfterADiscardedCall() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(1);
    scene.tap("u", "s", 1, Delivery.LIVE);
    scene.recorder.begin(Scene.V1, scene.card, scene.inputs(1), 1, 0);
    scene.recorder.discard();
    scene.call(1);
    assertEquals(
        List.of("DATA v #0 every 1", "TAPS_CHANGED s #0 every 1", "DATA v #1 every 1"), told());
  }

  @Test
  void goingBackAndEndingAreMarkersOfTheWholeStream() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    scene.call(3);
    scene.recorder.resumed(1, 1, "call failed");
    scene.recorder.end("client closed");
    scene.recorder.end("twice");
    List<Frame> frames = scene.transport.lossless;
    assertEquals(3, frames.size());
    assertEquals("RESUMED  #0 every 0", line(frames.get(1)));
    assertEquals(1, frames.get(1).epoch());
    assertEquals(1, frames.get(1).firstStep());
    assertEquals("END  #1 every 0", line(frames.get(2)));
    assertEquals("client closed", frames.get(2).reason());
  }

  @Test
  void aStreamThatPublishedNothingEndsSilently() {
    scene.recorder.end("client closed");
    assertTrue(scene.transport.units.isEmpty());
  }

  private List<String> told() {
    return scene.transport.live.stream().map(MarkersTest::line).toList();
  }

  private static String line(Frame f) {
    return f.kind() + " " + f.site() + " #" + f.sequence() + " every " + f.every();
  }
}
