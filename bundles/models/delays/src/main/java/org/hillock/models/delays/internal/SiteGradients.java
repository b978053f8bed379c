package org.hillock.models.delays.internal;

/**
 * Sees, and may change, gradients at the sites of one layer during a backward pass, row by row from
 * the last step of each sample to its first.
 */
interface SiteGradients {
  /** Looks at nothing. */
  SiteGradients NONE =
      new SiteGradients() {
        @Override
        public void results(int row, float[] gradient) {}

        @Override
        public void membrane(int row, float[] gradient) {}
      };

  /** Gradient of the spikes of a row. */
  void results(int row, float[] gradient);

  /** Gradient of the membranes of a row after the reset. */
  void membrane(int row, float[] gradient);
}
