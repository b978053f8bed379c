package org.hillock.compute;

/**
 * How a position between two taps is spread over the taps k of a kernel (Khalfaoui-Hassani et al.,
 * "Dilated convolution with learnable spacings", arXiv 2112.03740 and 2306.00817). With m the
 * position in taps, tap k has the value {@code e_k / (sum e + 1e-7)}.
 */
public enum TapForm {
  /** {@code e_k = exp(-(k-m)^2 / (2 s^2))}, {@code s = |sigma| + 0.27}. */
  GAUSS,
  /** {@code e_k = max(0, s - |k-m|)}, {@code s = |sigma| + 1}. */
  MAX,
  /** MAX with s = 1, whatever sigma. */
  V1,
  /** Linear interpolation between the taps beside m, not normalised; taps outside are dropped. */
  V0
}
