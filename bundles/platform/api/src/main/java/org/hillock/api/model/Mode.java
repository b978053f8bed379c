package org.hillock.api.model;

/**
 * How a model runs: what the mode changes is dropout, batch statistics and what is kept for a
 * backward pass.
 */
public enum Mode {
  /** Serving calls. */
  LIVE,
  /** Measuring on held-out data. */
  EVALUATION,
  /** Fitting parameters. */
  TRAINING
}
