package org.hillock.api.model;

/**
 * Counter-based randomness: a pure function from (key, counter) to bits, so that neither order nor
 * number of threads changes a result and nothing carries generator state.
 *
 * <p>Philox 4x32 with 10 rounds: J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2,
 * 3", SC 2011. Keys are derived with {@link #child}: (seed, purpose, epoch, step, sample).
 * Immutable.
 */
public final class RandomKey {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;

  private RandomKey(long key) {
    this.key = key;
  }

  public static RandomKey of(long seed) {
    return new RandomKey(mix(seed));
  }

  /** The key of a part, such as an epoch or a sample. */
  public RandomKey child(long part) {
    return new RandomKey(mix(key + GOLDEN * (part + 1)));
  }

  /** The key of a purpose, such as {@code dropout}. */
  public RandomKey child(String purpose) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < purpose.length(); i++) {
      h = (h ^ purpose.charAt(i)) * 0x100000001B3L;
    }
    return child(h);
  }

  /** 64 random bits for a counter of 0 or more. */
  public long bits(long counter) {
    int c0 = (int) counter;
    int c1 = (int) (counter >>> 32);
    int c2 = 0;
    int c3 = 0;
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < 10; round++) {
      long p0 = 0xD2511F53L * (c0 & 0xFFFFFFFFL);
      long p1 = 0xCD9E8D57L * (c2 & 0xFFFFFFFFL);
      int n0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      int n2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      c0 = n0;
      c2 = n2;
      k0 += 0x9E3779B9;
      k1 += 0xBB67AE85;
    }
    return (c0 & 0xFFFFFFFFL) | ((long) c1 << 32);
  }

  /** Uniform in [0, 1), with 53 bits. */
  public double uniform(long counter) {
    return (bits(counter) >>> 11) * 0x1.0p-53;
  }

  /** Uniform in 0 to {@code bound - 1}. */
  public int below(int bound, long counter) {
    return (int) Math.multiplyHigh(bits(counter) >>> 1, (long) bound << 1);
  }

  /** Standard normal, by the Box-Muller transform of counters 2c and 2c + 1. */
  public double normal(long counter) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * counter)));
    return radius * Math.cos(2 * Math.PI * uniform(2 * counter + 1));
  }

  /** A permutation of 0 to n - 1. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i + 1, i);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
