package org.hillock.compute;

import java.util.Arrays;

/** Rows of a table by number, and the gradient of the table. */
public final class Embeddings {
  private Embeddings() {}

  /**
   * {@code y[i] = table[tokens[i]]}.
   *
   * @param table {@code [vocabulary][width]}
   * @param width length of a row
   * @param tokens row numbers
   * @param count number of tokens
   * @param y receives {@code [count][width]}
   */
  public static void forward(float[] table, int width, int[] tokens, int count, float[] y) {
    for (int i = 0; i < count; i++) {
      check(table, width, tokens[i], i);
      System.arraycopy(table, tokens[i] * width, y, i * width, width);
    }
  }

  /**
   * Gradient of the table: each row's sum over its tokens, in their order.
   *
   * @param gTable receives the gradient, {@code [vocabulary][width]}
   * @param width length of a row
   * @param tokens row numbers
   * @param count number of tokens
   * @param gy gradients of the results
   */
  public static void gradient(float[] gTable, int width, int[] tokens, int count, float[] gy) {
    Arrays.fill(gTable, 0);
    for (int i = 0; i < count; i++) {
      check(gTable, width, tokens[i], i);
      int at = tokens[i] * width;
      for (int j = 0; j < width; j++) {
        gTable[at + j] += gy[i * width + j];
      }
    }
  }

  private static void check(float[] table, int width, int token, int place) {
    if (token < 0 || (token + 1L) * width > table.length) {
      throw new IllegalArgumentException(
          "token " + place + ": expected below " + table.length / width + ", got " + token);
    }
  }
}
