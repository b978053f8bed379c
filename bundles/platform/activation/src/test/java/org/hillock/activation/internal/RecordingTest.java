package org.hillock.activation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private Scene scene = new Scene(1);

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void withoutTapsNothingIsActive() {
    assertFalse(scene.recorder.active());
    scene.call(4);
    assertTrue(scene.transport.units.isEmpty());
  }

  @Test
  void aSiteThatNobodyWantsHasNoHook() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(scene.inputs(1), hooks -> assertNull(hooks.at(1)));
  }

  @Test
  void theStepsOfACallAreOneFrameARow() {
    scene = new Scene(2);
    scene.tap("t", "v", 1, Delivery.LIVE);
    Inputs inputs = scene.inputs(4);
    inputs.describe(1, new SampleId("set", Split.TEST, 5), "key", "9");
    scene.call(inputs, hooks -> scene.emit(hooks, 0, scene.values(4), null));
    assertEquals(List.of("LIVE 2"), scene.transport.units);
    Frame frame = scene.transport.live.get(1);
    assertEquals(1, frame.row());
    assertEquals("v", frame.site());
    assertEquals("key", frame.key());
    assertEquals("9", frame.label());
    assertEquals(5, frame.sample().index());
    assertEquals("org.m:1.0.0:11111111", frame.version());
    assertEquals(1_000_000, frame.eventTime());
    assertEquals("f32[4, 3]", frame.values().toString());
    assertEquals(311, frame.values().get(3 * 3 + 1));
  }

  @Test
  void emissionsStepByStepMakeTheSameFrame() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(5);
    scene.call(
        scene.inputs(5),
        hooks -> {
          for (int t = 0; t < 5; t++) {
            scene.emit(hooks, 0, scene.values(1), null);
            scene.step++;
          }
          scene.step -= 5;
        });
    List<Frame> frames = scene.transport.live;
    assertEquals(2, frames.size());
    assertEquals(5, frames.get(1).firstStep());
    assertEquals("f32[5, 3]", frames.get(1).values().toString());
    assertEquals(902, frames.get(1).values().get(14));
  }

  @Test
  void onlyDivisibleStepsAreCopied() {
    scene.tap("t", "v", 3, Delivery.LIVE);
    scene.call(4);
    scene.call(4);
    scene.call(1);
    List<Frame> frames = scene.transport.live;
    assertEquals(List.of(0L, 6L), frames.stream().map(Frame::firstStep).toList());
    assertEquals(List.of(2, 1), frames.stream().map(f -> f.values().dim(0)).toList());
    assertEquals(1_002_000, frames.get(1).eventTime());
    assertEquals(List.of(0L, 1L), frames.stream().map(Frame::sequence).toList());
  }

  @Test
  void mergedTapsHoldTheStepsOfEach() {
    scene.tap("four", "v", 4, Delivery.LIVE);
    scene.tap("six", "*", 6, Delivery.LIVE);
    scene.tap("five", "v", 5, Delivery.LOSSLESS);
    scene.call(13);
    assertEquals(2, scene.transport.live.get(0).every());
    assertEquals(7, scene.transport.live.get(0).values().dim(0));
    assertEquals(5, scene.transport.lossless.get(0).every());
    assertEquals(3, scene.transport.lossless.get(0).values().dim(0));
  }

  @Test
  void paddingIsLeftOut() {
    scene = new Scene(2);
    scene.tap("t", "v", 1, Delivery.LIVE);
    Inputs inputs = scene.inputs(4).length(0, 2).length(1, 3);
    scene.call(inputs, hooks -> scene.emit(hooks, 0, scene.values(4), null));
    scene.call(scene.inputs(4), h -> scene.emit(h, 0, scene.values(4), new int[] {0, 1}));
    assertEquals(
        List.of(2, 3, 1), scene.transport.live.stream().map(f -> f.values().dim(0)).toList());
  }

  @Test
  void aBufferOverwrittenAfterATapLeavesTheFrame() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(
        scene.inputs(1),
        hooks -> {
          Tensor own = scene.values(1);
          scene.emit(hooks, 0, own, null);
          own.set(0, -1);
        });
    assertEquals(0, scene.transport.live.get(0).values().get(0));
  }

  @Test
  void aCallThatIsDiscardedPublishesNothingAndUsesNoNumber() {
    scene.tap("t", "v", 1, Delivery.LOSSLESS);
    scene.call(1);
    scene.recorder.admit(1);
    Hooks hooks = scene.recorder.begin(Scene.V1, scene.card, scene.inputs(1), 1, 0);
    scene.emit(hooks, 0, scene.values(1), null);
    scene.recorder.discard();
    scene.call(1);
    assertEquals(List.of(0L, 1L), scene.transport.lossless.stream().map(Frame::sequence).toList());
    assertEquals(0, scene.transport.outstanding, "every reservation is given back");
  }

  @Test
  void aRevokedThreadThatStillRunsTouchesNoLaterFrame() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    Hooks zombie = scene.recorder.begin(Scene.V1, scene.card, scene.inputs(1), 0, 0);
    scene.recorder.discard();
    scene.call(
        scene.inputs(1),
        hooks -> {
          scene.emit(hooks, 0, scene.values(1), null);
          Tensor other = scene.values(1);
          other.set(0, 99);
          zombie.at(0).emit(0, other, null);
        });
    assertEquals(1, scene.transport.live.size());
    assertEquals(0, scene.transport.live.get(0).values().get(0));
  }

  @Test
  void memoryIsReusedOnlyWhenTheChannelIsDone() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    List<Hooks> seen = new ArrayList<>();
    scene.transport.holdsFrames = true;
    scene.call(scene.inputs(1), hooks -> add(seen, hooks));
    scene.call(scene.inputs(1), hooks -> add(seen, hooks));
    scene.transport.held.forEach(Runnable::run);
    scene.transport.holdsFrames = false;
    scene.call(scene.inputs(1), hooks -> add(seen, hooks));
    scene.call(scene.inputs(1), hooks -> add(seen, hooks));
    assertTrue(seen.get(0) != seen.get(1));
    assertSame(seen.get(2), seen.get(3));
    assertTrue(seen.subList(0, 2).contains(seen.get(2)));
  }

  private void add(List<Hooks> seen, Hooks hooks) {
    seen.add(hooks);
    scene.emit(hooks, 0, scene.values(1), null);
  }

  @Test
  void numbersGoOnOverVersions() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(2);
    scene.version = Scene.V2;
    scene.card = Scene.card("s", "v");
    scene.call(scene.inputs(2), hooks -> scene.emit(hooks, 1, scene.values(2), null));
    List<Frame> frames = scene.transport.live;
    assertEquals(List.of(0L, 1L), frames.stream().map(Frame::sequence).toList());
    assertEquals("org.m:2.0.0:22222222", frames.get(1).version());
  }

  @Test
  void framesAreSplitAtTheTransportsLimit() {
    scene.transport.maxFrameBytes = Wanted.FRAME_OVERHEAD + 5 * 4 * Scene.UNITS;
    scene.tap("t", "v", 1, Delivery.LIVE);
    scene.call(12);
    List<Frame> frames = scene.transport.live;
    assertEquals(List.of(5, 5, 2), frames.stream().map(f -> f.values().dim(0)).toList());
    assertEquals(List.of(0L, 1L, 2L), frames.stream().map(Frame::sequence).toList());
    assertEquals(1002, frames.get(2).values().get(2));
  }

  @Test
  void memoryIsKeptWhenNothingChangedInTheTransport() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    Wanted before = wanted();
    scene.hub.transport("collecting", scene.transport, true);
    assertSame(before, wanted());
  }

  private Wanted wanted() {
    return scene.hub.wanted("m");
  }

  @Test
  void aKeyThatIsTooLongIsRefusedBeforeTheModelRuns() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    Inputs inputs = scene.inputs(1).describe(0, null, "k".repeat(1025), null);
    InputException e =
        assertThrows(
            InputException.class, () -> scene.recorder.begin(Scene.V1, scene.card, inputs, 0, 0));
    assertEquals(
        "model m: expected a key of at most 1024 characters in row 0, got 1025", e.getMessage());
    scene.recorder.discard();
    scene.call(1);
    assertEquals(1, scene.transport.live.size());
  }

  @Test
  void valuesOfTheWrongFormAreRefused() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    Hooks hooks = scene.recorder.begin(Scene.V1, scene.card, scene.inputs(1), 0, 0);
    Tensor wrong = Tensor.zeros(DType.F32, 1, 1, Scene.UNITS + 1);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> hooks.at(0).emit(0, wrong, null));
    assertTrue(e.getMessage().contains("at site v, got f32[1, 1, 4]"), e.getMessage());
  }
}
