package org.hillock.compute;

/** The linear recurrence {@code y_t = a_t y_{t-1} + x_t}, element by element, time-major. */
public final class LinearScan {
  private LinearScan() {}

  /**
   * All steps.
   *
   * @param steps number of steps
   * @param n elements of a step
   * @param a factors {@code [steps][n]}, or {@code [n]} for all steps
   * @param varying whether there are factors for each step
   * @param x summands {@code [steps][n]}
   * @param state y before the first step, then that after the last
   * @param y receives {@code [steps][n]}; may be x
   */
  public static void forward(
      int steps, int n, float[] a, boolean varying, float[] x, float[] state, float[] y) {
    for (int t = 0; t < steps; t++) {
      int at = t * n;
      int factor = varying ? at : 0;
      for (int j = 0; j < n; j++) {
        float next = a[factor + j] * state[j] + x[at + j];
        state[j] = next;
        y[at + j] = next;
      }
    }
  }

  /**
   * The reverse.
   *
   * @param steps number of steps
   * @param n elements of a step
   * @param a factors
   * @param varying whether there are factors for each step
   * @param y0 y before the first step
   * @param y results
   * @param gy gradients of the results
   * @param gState on entry the gradient of the last state, on return of the first
   * @param gx receives the gradients of the summands; may be gy
   * @param ga to which the gradients of the factors are added
   */
  public static void backward(
      int steps,
      int n,
      float[] a,
      boolean varying,
      float[] y0,
      float[] y,
      float[] gy,
      float[] gState,
      float[] gx,
      float[] ga) {
    for (int t = steps - 1; t >= 0; t--) {
      int at = t * n;
      int factor = varying ? at : 0;
      for (int j = 0; j < n; j++) {
        float g = gState[j] + gy[at + j];
        float before = t == 0 ? y0[j] : y[at - n + j];
        ga[factor + j] += g * before;
        gx[at + j] = g;
        gState[j] = a[factor + j] * g;
      }
    }
  }
}
