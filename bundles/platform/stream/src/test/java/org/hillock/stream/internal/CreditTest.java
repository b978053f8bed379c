package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CreditTest {
  private static final long WAIT = 20_000_000_000L;

  @Test
  void roomIsGivenUpToTheLimitAndAgainAfterARelease() throws Exception {
    Credit credit = new Credit(100);
    assertTrue(credit.reserve(60, 0));
    assertTrue(credit.reserve(40, 0));
    assertFalse(credit.reserve(1, 1_000_000));
    credit.release(60);
    assertTrue(credit.reserve(60, 0));
  }

  @Test
  void aWaiterGetsTheRoomThatIsReleasedMeanwhile() throws Exception {
    Credit credit = new Credit(100);
    assertTrue(credit.reserve(100, 0));
    CompletableFuture<Boolean> waiter = waiting(credit);
    credit.release(100);
    assertTrue(waiter.get(20, TimeUnit.SECONDS));
  }

  @Test
  void waitersAreSentAwayAtTheEnd() throws Exception {
    Credit credit = new Credit(100);
    assertTrue(credit.reserve(100, 0));
    CompletableFuture<Boolean> waiter = waiting(credit);
    credit.close();
    assertFalse(waiter.get(20, TimeUnit.SECONDS));
    assertFalse(credit.reserve(1, 0));
  }

  private static CompletableFuture<Boolean> waiting(Credit credit) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return credit.reserve(50, WAIT);
          } catch (InterruptedException e) {
            return false;
          }
        });
  }
}
