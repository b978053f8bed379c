package org.hillock.shadow;

/**
 * What the analysis says of one site.
 *
 * @param site name
 * @param bits Jensen-Shannon divergence between the two versions, 0 to 1; NaN where there is none
 * @param over {@code rates} of spiking units or {@code values}; where there is no divergence, why
 */
public record SiteDrift(String site, double bits, String over) {
  /** Whether the two versions could be compared here. */
  public boolean compared() {
    return !Double.isNaN(bits);
  }
}
