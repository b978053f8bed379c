package org.hillock.activation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.spi.Channel;
import org.junit.jupiter.api.Test;

class OutletTest {
  private static final long LITTLE = 1_000_000;
  private static final long MUCH = 20_000_000_000L;

  private final CollectingTransport log = new CollectingTransport();
  private final CollectingTransport memory = new CollectingTransport();
  private final Outlet outlet = new Outlet("m", Delivery.LOSSLESS);
  private final Frame frame =
      Markers.tapsChanged(
          new CallHeader(new java.util.UUID(1, 2), "s", "m", "n", 1),
          0,
          "v",
          org.hillock.api.model.SiteSpec.Kind.DENSE,
          7,
          0,
          1);

  OutletTest() {
    log.keepsLog = true;
    outlet.connect(log, MUCH, true);
  }

  @Test
  void aFlowThatWasOnALogWaitsForItAndGoesOn() throws Exception {
    outlet.connect(memory, MUCH, true);
    assertTrue(outlet.awaiting());
    assertNull(outlet.admit(1, LITTLE, false));
    assertEquals(
        "expected room for lossless frames of model m within 1 ms, got none: waits for a transport"
            + " with a log to come back",
        outlet.describe(LITTLE));
    CompletableFuture<Channel> caller =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return outlet.admit(1, MUCH, false);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    outlet.connect(memory, MUCH, true);
    assertFalse(caller.isDone());
    outlet.connect(log, MUCH, true);
    assertNotNull(caller.get(20, TimeUnit.SECONDS));
    assertFalse(outlet.awaiting());
    assertEquals(List.of(), memory.units);
  }

  @Test
  void whatEndsAfterTheChannelHasClosedIsTheFirstOnTheNext() throws Exception {
    Channel granted = outlet.admit(1, MUCH, false);
    outlet.connect(memory, LITTLE, true);
    outlet.offer(granted, List.of(frame), null, 1, () -> {});
    outlet.offer(null, List.of(frame, frame), null, 0, () -> {});
    assertEquals(List.of(), log.units);
    CollectingTransport next = new CollectingTransport();
    next.keepsLog = true;
    outlet.connect(next, LITTLE, true);
    assertEquals(List.of("LOSSLESS 1", "LOSSLESS 2"), next.units);
    assertEquals(List.of(), memory.units);
  }

  @Test
  void whenNobodyWantsItAnyMoreAnyTransportWillDo() throws Exception {
    outlet.connect(memory, MUCH, true);
    outlet.waitNoMore();
    outlet.connect(memory, MUCH, true);
    assertNotNull(outlet.admit(1, LITTLE, false));
    assertNull(outlet.admit(1, LITTLE, true), "but it has no log");
  }

  @Test
  void aBetterTransportThanMemoryIsTakenAtOnce() throws Exception {
    Outlet other = new Outlet("m", Delivery.LOSSLESS);
    other.connect(memory, MUCH, true);
    other.connect(log, MUCH, true);
    assertFalse(other.awaiting());
    assertNotNull(other.admit(1, LITTLE, true));
  }

  @Test
  void liveFlowsDoNotWait() {
    Outlet live = new Outlet("m", Delivery.LIVE);
    live.connect(log, MUCH, true);
    live.connect(memory, MUCH, true);
    assertNotNull(live.channel());
    assertFalse(live.awaiting());
  }

  @Test
  void theEndOfThePlatformEndsTheWait() throws Exception {
    outlet.connect(memory, MUCH, true);
    outlet.connect(null, MUCH, false);
    assertFalse(outlet.awaiting());
    assertNull(outlet.admit(1, MUCH, false));
  }
}
