package org.hillock.nn;

/** Sums of scaled rows: the kernel to which dense and event-driven layers come down. */
public final class Rows {
  private Rows() {}

  /** Adds a*r to c over the first n elements. */
  public static void add(float[] c, int n, float[] r, float a) {
    for (int j = 0; j < n; j++) {
      c[j] += a * r[j];
    }
  }

  /**
   * Adds four scaled rows to c over the first n elements, as (a0 r0 + a1 r1) + (a2 r2 + a3 r3).
   *
   * <p>Four rows a pass are the most that the compilers of Java 17 and 25 still vectorise.
   */
  public static void add(
      float[] c,
      int n,
      float[] r0,
      float[] r1,
      float[] r2,
      float[] r3,
      float a0,
      float a1,
      float a2,
      float a3) {
    for (int j = 0; j < n; j++) {
      c[j] += (a0 * r0[j] + a1 * r1[j]) + (a2 * r2[j] + a3 * r3[j]);
    }
  }

  /**
   * Adds the first count scaled rows of a list to c, in the order of the list.
   *
   * @param c the sum
   * @param n elements of a row
   * @param rows the list of rows
   * @param scales their factors
   * @param count used length of the list
   */
  public static void add(float[] c, int n, float[][] rows, float[] scales, int count) {
    int k = 0;
    for (; k + 3 < count; k += 4) {
      add(
          c,
          n,
          rows[k],
          rows[k + 1],
          rows[k + 2],
          rows[k + 3],
          scales[k],
          scales[k + 1],
          scales[k + 2],
          scales[k + 3]);
    }
    for (; k < count; k++) {
      add(c, n, rows[k], scales[k]);
    }
  }
}
