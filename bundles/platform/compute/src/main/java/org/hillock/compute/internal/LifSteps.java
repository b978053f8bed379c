package org.hillock.compute.internal;

import org.hillock.compute.LifRule;

/** One step of n neurons that lie side by side; each array has its own first element. */
public interface LifSteps {
  /** Forward; h and s may be null. */
  void forward(
      LifRule rule,
      float[] x,
      int xAt,
      float[] v,
      int vAt,
      float[] h,
      int hAt,
      float[] s,
      int sAt,
      int n);

  /**
   * Backward.
   *
   * @param before membranes before the step; read by late resets only, else it may be null
   * @param gv gradients of the membranes after the step, then before it
   * @param scratch n elements
   */
  void backward(
      LifRule rule,
      float[] before,
      int beforeAt,
      float[] h,
      int hAt,
      float[] gs,
      int gsAt,
      float[] gv,
      int gvAt,
      float[] gx,
      int gxAt,
      int n,
      float[] scratch);

  /** Bits of n spikes, n at most 64, from 0 or 1. */
  long bits(float[] s, int at, int n);
}
