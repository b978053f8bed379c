package org.hillock.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyPartRunsOnce(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int round = 0; round < 200; round++) {
        int[] seen = new int[round];
        workers.run(round, (i, w) -> seen[i]++);
        int[] ones = new int[round];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, seen);
      }
    }
  }

  @Test
  void partsRunOnSeveralThreadsAtOnce() {
    try (Workers workers = Workers.of(2)) {
      CountDownLatch both = new CountDownLatch(2);
      Set<Integer> numbers = ConcurrentHashMap.newKeySet();
      workers.run(
          2,
          (i, w) -> {
            numbers.add(w);
            both.countDown();
            await(both);
          });
      assertEquals(Set.of(0, 1), numbers);
    }
  }

  @Test
  void anErrorReachesTheCallerAndTheNextRunWorks() {
    try (Workers workers = Workers.of(2)) {
      Exception e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.run(
                      50,
                      (i, w) -> {
                        if (i == 7) {
                          throw new IllegalStateException("seven");
                        }
                      }));
      assertEquals("seven", e.getMessage());
      int[] seen = new int[9];
      workers.run(9, (i, w) -> seen[i] = 1);
      assertEquals(9, Arrays.stream(seen).sum());
    }
  }

  @Test
  void closedWorkersHaveNoThreadsAndRefuseWork() {
    Workers workers = Workers.of(2);
    Thread[] helper = new Thread[1];
    CountDownLatch both = new CountDownLatch(2);
    workers.run(
        2,
        (i, w) -> {
          if (w == 1) {
            helper[0] = Thread.currentThread();
          }
          both.countDown();
          await(both);
        });
    assertTrue(helper[0].isDaemon());
    workers.close();
    assertFalse(helper[0].isAlive());
    assertThrows(IllegalStateException.class, () -> workers.run(2, (i, w) -> {}));
  }

  @Test
  void noThreadsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
