package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums over events of a delayed layer in registers: each method is one flat loop. */
final class TapSums {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private TapSums() {}

  /**
   * Four output steps of two vectors: row w of the result is the sum of the panel's rows 3 - w
   * after each event's.
   *
   * @param places of the events in the panel
   * @param values of the events
   * @param first event
   * @param last after the last event
   * @param panel rows of two vectors
   * @param shift added to each place
   * @param y receives four rows
   * @param at first element of the first row
   * @param step distance of the rows
   */
  static void window(
      int[] places,
      float[] values,
      int first,
      int last,
      float[] panel,
      int shift,
      float[] y,
      int at,
      int step) {
    FloatVector a00 = FloatVector.zero(S);
    FloatVector a01 = FloatVector.zero(S);
    FloatVector a10 = FloatVector.zero(S);
    FloatVector a11 = FloatVector.zero(S);
    FloatVector a20 = FloatVector.zero(S);
    FloatVector a21 = FloatVector.zero(S);
    FloatVector a30 = FloatVector.zero(S);
    FloatVector a31 = FloatVector.zero(S);
    for (int e = first; e < last; e++) {
      int p = places[e] + shift;
      FloatVector x = FloatVector.broadcast(S, values[e]);
      a00 = x.fma(FloatVector.fromArray(S, panel, p + 6 * L), a00);
      a01 = x.fma(FloatVector.fromArray(S, panel, p + 7 * L), a01);
      a10 = x.fma(FloatVector.fromArray(S, panel, p + 4 * L), a10);
      a11 = x.fma(FloatVector.fromArray(S, panel, p + 5 * L), a11);
      a20 = x.fma(FloatVector.fromArray(S, panel, p + 2 * L), a20);
      a21 = x.fma(FloatVector.fromArray(S, panel, p + 3 * L), a21);
      a30 = x.fma(FloatVector.fromArray(S, panel, p), a30);
      a31 = x.fma(FloatVector.fromArray(S, panel, p + L), a31);
    }
    int q = at;
    a00.intoArray(y, q);
    a01.intoArray(y, q + L);
    q += step;
    a10.intoArray(y, q);
    a11.intoArray(y, q + L);
    q += step;
    a20.intoArray(y, q);
    a21.intoArray(y, q + L);
    q += step;
    a30.intoArray(y, q);
    a31.intoArray(y, q + L);
  }

  /**
   * Thirteen taps of one vector: row j of the sums gains the tile's row j before each event's.
   *
   * @param places of the events in the tile
   * @param values of the events
   * @param first event
   * @param last after the last event
   * @param tile rows of one vector
   * @param shift subtracted from each place
   * @param y sums
   * @param at first element of the first row
   */
  static void taps13(
      int[] places,
      float[] values,
      int first,
      int last,
      float[] tile,
      int shift,
      float[] y,
      int at) {
    FloatVector a0 = FloatVector.fromArray(S, y, at);
    FloatVector a1 = FloatVector.fromArray(S, y, at + L);
    FloatVector a2 = FloatVector.fromArray(S, y, at + 2 * L);
    FloatVector a3 = FloatVector.fromArray(S, y, at + 3 * L);
    FloatVector a4 = FloatVector.fromArray(S, y, at + 4 * L);
    FloatVector a5 = FloatVector.fromArray(S, y, at + 5 * L);
    FloatVector a6 = FloatVector.fromArray(S, y, at + 6 * L);
    FloatVector a7 = FloatVector.fromArray(S, y, at + 7 * L);
    FloatVector a8 = FloatVector.fromArray(S, y, at + 8 * L);
    FloatVector a9 = FloatVector.fromArray(S, y, at + 9 * L);
    FloatVector a10 = FloatVector.fromArray(S, y, at + 10 * L);
    FloatVector a11 = FloatVector.fromArray(S, y, at + 11 * L);
    FloatVector a12 = FloatVector.fromArray(S, y, at + 12 * L);
    for (int e = first; e < last; e++) {
      int p = places[e] - shift;
      FloatVector x = FloatVector.broadcast(S, values[e]);
      a0 = x.fma(FloatVector.fromArray(S, tile, p), a0);
      a1 = x.fma(FloatVector.fromArray(S, tile, p - L), a1);
      a2 = x.fma(FloatVector.fromArray(S, tile, p - 2 * L), a2);
      a3 = x.fma(FloatVector.fromArray(S, tile, p - 3 * L), a3);
      a4 = x.fma(FloatVector.fromArray(S, tile, p - 4 * L), a4);
      a5 = x.fma(FloatVector.fromArray(S, tile, p - 5 * L), a5);
      a6 = x.fma(FloatVector.fromArray(S, tile, p - 6 * L), a6);
      a7 = x.fma(FloatVector.fromArray(S, tile, p - 7 * L), a7);
      a8 = x.fma(FloatVector.fromArray(S, tile, p - 8 * L), a8);
      a9 = x.fma(FloatVector.fromArray(S, tile, p - 9 * L), a9);
      a10 = x.fma(FloatVector.fromArray(S, tile, p - 10 * L), a10);
      a11 = x.fma(FloatVector.fromArray(S, tile, p - 11 * L), a11);
      a12 = x.fma(FloatVector.fromArray(S, tile, p - 12 * L), a12);
    }
    a0.intoArray(y, at);
    a1.intoArray(y, at + L);
    a2.intoArray(y, at + 2 * L);
    a3.intoArray(y, at + 3 * L);
    a4.intoArray(y, at + 4 * L);
    a5.intoArray(y, at + 5 * L);
    a6.intoArray(y, at + 6 * L);
    a7.intoArray(y, at + 7 * L);
    a8.intoArray(y, at + 8 * L);
    a9.intoArray(y, at + 9 * L);
    a10.intoArray(y, at + 10 * L);
    a11.intoArray(y, at + 11 * L);
    a12.intoArray(y, at + 12 * L);
  }

  /**
   * Eight taps of one vector: row j of the sums gains the tile's row j before each event's.
   *
   * @param places of the events in the tile
   * @param values of the events
   * @param first event
   * @param last after the last event
   * @param tile rows of one vector
   * @param shift subtracted from each place
   * @param y sums
   * @param at first element of the first row
   */
  static void taps8(
      int[] places,
      float[] values,
      int first,
      int last,
      float[] tile,
      int shift,
      float[] y,
      int at) {
    FloatVector a0 = FloatVector.fromArray(S, y, at);
    FloatVector a1 = FloatVector.fromArray(S, y, at + L);
    FloatVector a2 = FloatVector.fromArray(S, y, at + 2 * L);
    FloatVector a3 = FloatVector.fromArray(S, y, at + 3 * L);
    FloatVector a4 = FloatVector.fromArray(S, y, at + 4 * L);
    FloatVector a5 = FloatVector.fromArray(S, y, at + 5 * L);
    FloatVector a6 = FloatVector.fromArray(S, y, at + 6 * L);
    FloatVector a7 = FloatVector.fromArray(S, y, at + 7 * L);
    for (int e = first; e < last; e++) {
      int p = places[e] - shift;
      FloatVector x = FloatVector.broadcast(S, values[e]);
      a0 = x.fma(FloatVector.fromArray(S, tile, p), a0);
      a1 = x.fma(FloatVector.fromArray(S, tile, p - L), a1);
      a2 = x.fma(FloatVector.fromArray(S, tile, p - 2 * L), a2);
      a3 = x.fma(FloatVector.fromArray(S, tile, p - 3 * L), a3);
      a4 = x.fma(FloatVector.fromArray(S, tile, p - 4 * L), a4);
      a5 = x.fma(FloatVector.fromArray(S, tile, p - 5 * L), a5);
      a6 = x.fma(FloatVector.fromArray(S, tile, p - 6 * L), a6);
      a7 = x.fma(FloatVector.fromArray(S, tile, p - 7 * L), a7);
    }
    a0.intoArray(y, at);
    a1.intoArray(y, at + L);
    a2.intoArray(y, at + 2 * L);
    a3.intoArray(y, at + 3 * L);
    a4.intoArray(y, at + 4 * L);
    a5.intoArray(y, at + 5 * L);
    a6.intoArray(y, at + 6 * L);
    a7.intoArray(y, at + 7 * L);
  }
}
