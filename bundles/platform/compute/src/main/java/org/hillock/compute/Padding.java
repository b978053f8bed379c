package org.hillock.compute;

/** What lies outside an image. */
public enum Padding {
  /** Zeros. */
  ZERO,
  /** The image mirrored at its border, without the border pixel twice. */
  REFLECT,
  /** The image again. */
  CIRCULAR;

  /**
   * The pixel that stands at a place.
   *
   * @param place may lie outside 0 to n - 1
   * @param n length of the axis
   * @return an index from 0 to n - 1, or -1 for a zero
   */
  public int source(int place, int n) {
    if (place >= 0 && place < n) {
      return place;
    }
    return switch (this) {
      case ZERO -> -1;
      case REFLECT -> place < 0 ? -place : 2 * (n - 1) - place;
      default -> Math.floorMod(place, n);
    };
  }
}
