package org.hillock.nn;

/** A value that changes with the step or the epoch, counted from 0. */
@FunctionalInterface
public interface Schedule {
  /**
   * Value at an index.
   *
   * @param index step or epoch, counted from 0; whichever the caller counts
   */
  double at(int index);
}
