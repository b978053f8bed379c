package org.hillock.activation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.activation.Tap;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamStart;
import org.hillock.api.tensor.DType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DurableRecorderTest {
  private static final StateLayout LAYOUT =
      StateLayout.of("s-1", TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", 1000)));

  private final CollectingTransport log = new CollectingTransport();
  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene(1);
    log.keepsLog = true;
    scene.hub.transport("log", log, true);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theStateLeavesInTheUnitOfItsFrames() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    scene.tap("l", "v", 1, Delivery.LIVE);
    Recorder recorder = durable(StreamNumbers.NONE);
    State state = call(recorder, 0, 0);
    assertEquals(List.of("LIVE 1", "LOSSLESS 1"), log.units);
    StreamPosition at = log.positions.get(0);
    assertSame(state, at.state());
    assertEquals(1, at.call());
    assertEquals(1, at.step());
    assertEquals("org.m:1.0.0:11111111", at.version());
    assertArrayEquals(new long[] {1}, at.numbers().lossless().get("v"));
    assertArrayEquals(new long[] {1}, at.numbers().live().get("v"));
    assertEquals(0, log.outstanding);
  }

  @Test
  void withoutTapsTheStateLeavesAlone() {
    Recorder recorder = durable(StreamNumbers.NONE);
    recorder.stand(Scene.V1, 0, 0, state(0), "");
    assertTrue(recorder.active());
    call(recorder, 0, 0);
    recorder.end("closed by its owner");
    assertEquals(List.of("LOSSLESS 0", "LOSSLESS 0", "LOSSLESS 0"), log.units);
    assertEquals(List.of(0L, 1L, 1L), log.positions.stream().map(StreamPosition::call).toList());
    StreamPosition end = log.positions.get(2);
    assertEquals("closed by its owner", end.ended());
    assertNull(end.state());
    assertEquals(0, log.outstanding);
  }

  @Test
  void roomIsReservedForTheStateToo() {
    Recorder recorder = durable(StreamNumbers.NONE);
    call(recorder, 0, 0);
    log.room = 20_000;
    assertThrows(BackpressureException.class, () -> recorder.admit(1));
    log.room = 30_000;
    call(recorder, 1, 0);
    assertEquals(2, log.positions.size());
  }

  @Test
  void aResumedSessionTellsItsReadersAndItsNumbersGoOn() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    Recorder recorder =
        durable(new StreamNumbers(Map.of(), Map.of("v", new long[] {5}, "", new long[] {2})));
    recorder.admit(1);
    recorder.stand(Scene.V2, 5, 3, state(5), "resumed");
    call(recorder, 5, 3);
    Frame marker = log.lossless.get(0);
    assertEquals(Kind.RESUMED, marker.kind());
    assertEquals(2, marker.sequence());
    assertEquals(5, marker.firstStep());
    assertEquals(3, marker.epoch());
    assertEquals(4, marker.call());
    assertEquals("resumed", marker.reason());
    List<Frame> site = log.lossless.stream().filter(f -> f.site().equals("v")).toList();
    assertEquals(List.of(5L, 6L), site.stream().map(Frame::sequence).toList());
    assertEquals(Kind.TAPS_CHANGED, site.get(0).kind());
    assertEquals(5, log.positions.get(0).call());
    assertEquals(3, log.positions.get(0).epoch());
    assertArrayEquals(new long[] {3}, log.positions.get(0).numbers().lossless().get(""));
    assertEquals(0, log.outstanding);
  }

  @Test
  void aSuspendedSessionHasNoEndMarker() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    Recorder recorder = durable(StreamNumbers.NONE);
    call(recorder, 0, 0);
    recorder.suspend();
    recorder.end("too late");
    assertEquals(1, log.positions.size());
    assertEquals(1, log.lossless.size());
  }

  @Test
  void withoutALogItsCallsAreRefused() {
    Recorder recorder = durable(StreamNumbers.NONE);
    CollectingTransport memory = new CollectingTransport();
    scene.hub.transport("memory", memory, true);
    String said =
        assertThrows(BackpressureException.class, () -> recorder.admit(1_000_000)).getMessage();
    assertTrue(said.endsWith("waits for a transport with a log to come back"), said);
    scene.hub.transport("log", log, true);
    call(recorder, 0, 0);
    assertEquals(1, log.positions.size());
    assertEquals(List.of(), memory.units);
  }

  @Test
  void anotherHubTakesOverTapsAndNumbersAtOnce() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    scene.call(1);
    scene.call(1);
    try (Hub next = new Hub("local")) {
      next.transport("log", log, true);
      next.adopt(scene.hub.openTaps());
      assertEquals(List.of("t"), next.openTaps().stream().map(Tap::name).toList());
      StreamStart start =
          new StreamStart("m", scene.session, "test", 1, false, scene.recorder.numbers());
      Recorder recorder = next.recorder(start);
      assertTrue(recorder.active(), "the first call is recorded");
      Hooks hooks = recorder.begin(Scene.V1, scene.card, scene.inputs(1), 0, 0);
      scene.emit(hooks, 0, scene.values(1), null);
      recorder.commit();
    }
    assertEquals(List.of(0L, 1L, 2L), log.lossless.stream().map(Frame::sequence).toList());
  }

  private Recorder durable(StreamNumbers numbers) {
    return scene.hub.recorder(new StreamStart("m", scene.session, "test", 1, true, numbers));
  }

  private State call(Recorder recorder, long call, int epoch) {
    recorder.admit(1);
    Hooks hooks = recorder.begin(Scene.V1, scene.card, scene.inputs(1), call, epoch);
    scene.step = call;
    scene.emit(hooks, 0, scene.values(1), null);
    State after = state(call + 1);
    recorder.commit(after);
    return after;
  }

  private static State state(long step) {
    State state = State.zeros(LAYOUT, 1);
    state.advance(step);
    return state;
  }
}
