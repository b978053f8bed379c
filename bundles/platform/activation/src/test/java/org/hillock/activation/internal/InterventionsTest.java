package org.hillock.activation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Intervention;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterventionsTest {
  private final Scene scene = new Scene(1);

  @AfterEach
  void close() {
    scene.close();
  }

  private InterventionRef add(String name, String site, int ranking, Intervention target) {
    InterventionRef ref = new InterventionRef(name, "m", site, ranking, 1, target);
    scene.hub.add(ref);
    return ref;
  }

  @Test
  void theModelGoesOnWithWhatWasWrittenAndTheFrameNamesWho() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    add("double", "v", 0, (step, values) -> values.set(1, 2 * values.get(1)));
    add("five", "v", 1, (step, values) -> values.set(1, 5));
    add("elsewhere", "s", 0, (step, values) -> values.set(0, 1));
    Tensor own = scene.values(1);
    scene.call(scene.inputs(1), hooks -> scene.emit(hooks, 0, own, null));
    assertEquals(10, own.get(1), "the higher ranking writes first");
    assertEquals(10, scene.transport.live.get(0).values().get(1));
    assertEquals(List.of("five", "double"), scene.transport.live.get(0).interventions());
  }

  @Test
  void anInterventionAloneMakesAHook() {
    add("zero", "v", 0, (step, values) -> values.clear());
    assertTrue(scene.recorder.active());
    Tensor own = scene.values(1);
    scene.call(scene.inputs(1), hooks -> scene.emit(hooks, 0, own, null));
    assertEquals(0, own.get(2));
    assertTrue(scene.transport.units.isEmpty());
  }

  @Test
  void aServiceThatWentAwayIsNotEnteredEvenByARunningCall() {
    scene.tap("t", "v", 1, Delivery.LIVE);
    InterventionRef ref = add("zero", "v", 0, (step, values) -> values.clear());
    Tensor own = scene.values(1);
    scene.call(
        scene.inputs(1),
        hooks -> {
          scene.hub.remove(ref);
          scene.emit(hooks, 0, own, null);
        });
    assertEquals(2, own.get(2));
    assertEquals(List.of(), scene.transport.live.get(0).interventions());
    scene.hub.close("t");
    scene.call(1);
    assertFalse(scene.recorder.active());
  }

  @Test
  void whatAnInterventionThrowsLosesItsClass() {
    add(
        "bad",
        "v",
        0,
        (step, values) -> {
          throw new UnsupportedOperationException("on purpose");
        });
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> scene.call(1));
    assertNull(e.getCause());
    assertTrue(e.getMessage().contains("intervention bad at site v"), e.getMessage());
  }
}
