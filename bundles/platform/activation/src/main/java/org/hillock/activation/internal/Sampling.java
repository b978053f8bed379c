package org.hillock.activation.internal;

import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.activation.Delivery;
import org.hillock.api.model.SiteSpec;

/** What the readers of one recorder's streams know of the sampling of each site. */
final class Sampling {
  private final Delivery delivery;
  private final int rows;
  private final Map<String, Integer> told = new TreeMap<>();

  Sampling(Delivery delivery, int rows) {
    this.delivery = delivery;
    this.rows = rows;
  }

  /** Whether readers believe that some site is sampled. */
  boolean any() {
    return !told.isEmpty();
  }

  /**
   * Learns the sampling of a plan; tells the differences unless {@code target} is null.
   *
   * @param step at or before the one from which it holds
   * @return markers that were added
   */
  int change(Plan plan, CallHeader header, long step, Numbers numbers, FrameList target) {
    Map<String, Integer> now = new TreeMap<>();
    for (SitePlan site : plan.sites) {
      if (site != null && site.every(delivery) > 0) {
        now.put(site.spec.name(), site.every(delivery));
      }
    }
    int markers = 0;
    if (target != null) {
      Map<String, Integer> both = new TreeMap<>(told);
      both.putAll(now);
      for (String site : both.keySet()) {
        int every = now.getOrDefault(site, 0);
        if (every != told.getOrDefault(site, 0)) {
          for (int row = 0; row < rows; row++) {
            long sequence = numbers.of(site)[row]++;
            target.append(
                Markers.tapsChanged(header, row, site, kind(plan, site), sequence, step, every));
            markers++;
          }
        }
      }
    }
    told.clear();
    told.putAll(now);
    return markers;
  }

  private static SiteSpec.Kind kind(Plan plan, String site) {
    int index = plan.card.site(site);
    return index < 0 ? SiteSpec.Kind.DENSE : plan.card.sites().get(index).kind();
  }
}
