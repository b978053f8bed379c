package org.hillock.api.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomKeyTest {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(32);

  /** Philox 4x32-10 as its paper writes it, on unbounded integers. */
  private static long[] philox(long[] counter, long[] key) {
    long[] c = counter.clone();
    long[] k = key.clone();
    for (int round = 0; round < 10; round++) {
      BigInteger[] a = product(0xD2511F53L, c[0]);
      BigInteger[] b = product(0xCD9E8D57L, c[2]);
      c =
          new long[] {
            b[0].longValue() ^ c[1] ^ k[0],
            b[1].longValue(),
            a[0].longValue() ^ c[3] ^ k[1],
            a[1].longValue()
          };
      k[0] = (k[0] + 0x9E3779B9L) % (1L << 32);
      k[1] = (k[1] + 0xBB67AE85L) % (1L << 32);
    }
    return c;
  }

  private static BigInteger[] product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(WORD);
  }

  @Test
  void theReferenceGivesThePublishedAnswers() {
    assertArrayEquals(
        new long[] {0x6627e8d5L, 0xe169c58dL, 0xbc57ac4cL, 0x9b00dbd8L},
        philox(new long[4], new long[2]));
    long f = 0xffffffffL;
    assertArrayEquals(
        new long[] {0x408f276dL, 0x41c83b0eL, 0xa20bc7c6L, 0x6d5451fdL},
        philox(new long[] {f, f, f, f}, new long[] {f, f}));
    assertArrayEquals(
        new long[] {0xd16cfe09L, 0x94fdccebL, 0x5001e420L, 0x24126ea1L},
        philox(
            new long[] {0x243f6a88L, 0x85a308d3L, 0x13198a2eL, 0x03707344L},
            new long[] {0xa4093822L, 0x299f31d0L}));
  }

  /** The finaliser of SplitMix64, which turns a seed into a key. */
  private static long mixed(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Test
  void bitsAreTheFirstTwoWordsOfPhilox() {
    assertEquals(0xe169c58d6627e8d5L, RandomKey.of(0).bits(0));
    for (long seed = 1; seed < 50; seed++) {
      long key = mixed(seed);
      long counter = mixed(seed * 77) >>> 1;
      long[] words =
          philox(
              new long[] {counter & 0xffffffffL, counter >>> 32, 0, 0},
              new long[] {key & 0xffffffffL, key >>> 32});
      assertEquals(words[1] << 32 | words[0], RandomKey.of(seed).bits(counter));
    }
  }

  @Test
  void keysOfDifferentPartsAndPurposesDiffer() {
    RandomKey key = RandomKey.of(7);
    assertEquals(key.child("dropout").bits(3), RandomKey.of(7).child("dropout").bits(3));
    assertNotEquals(key.child("dropout").bits(3), key.child("shuffle").bits(3));
    assertNotEquals(key.child(1).bits(0), key.child(2).bits(0));
    assertNotEquals(key.bits(0), key.child(0).bits(0));
  }

  @Test
  void uniformAndNormalHaveTheirMoments() {
    RandomKey key = RandomKey.of(1);
    double sum = 0;
    double normal = 0;
    double square = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double u = key.uniform(i);
      assertTrue(u >= 0 && u < 1);
      sum += u;
      double x = key.child("normal").normal(i);
      normal += x;
      square += x * x;
    }
    assertEquals(0.5, sum / n, 0.005);
    assertEquals(0, normal / n, 0.02);
    assertEquals(1, square / n, 0.03);
  }

  @Test
  void aPermutationHoldsEveryNumberOnce() {
    int[] order = RandomKey.of(3).permutation(100);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 100; i++) {
      assertEquals(i, sorted[i]);
    }
    assertTrue(!Arrays.equals(order, sorted));
    for (int i = 0; i < 1000; i++) {
      int below = RandomKey.of(4).below(7, i);
      assertTrue(below >= 0 && below < 7);
    }
  }
}
