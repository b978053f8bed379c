package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.model.Axis;
import org.hillock.api.model.SiteSpec;

/** What happens at one site of one version: who writes, and which steps are copied. */
final class SitePlan {
  /** As many as a frame can name. */
  private static final int MAX_INTERVENTIONS = 64;

  final SiteSpec spec;
  final int units;
  final long stepBytes;
  final int maxSteps;
  final List<String> axes;
  final InterventionRef[] interventions;
  private final int live;
  private final int lossless;

  SitePlan(SiteSpec spec, Wanted wanted) {
    this.spec = spec;
    this.units = spec.units();
    this.stepBytes = stepBytes(spec);
    this.axes = spec.axes().stream().map(Axis::name).toList();
    this.maxSteps =
        (int)
            Math.max(
                1,
                Math.min(
                    1 << 16,
                    (wanted.maxFrameBytes() - Wanted.FRAME_OVERHEAD) / Math.max(1, stepBytes)));
    this.interventions =
        wanted.interventions().stream()
            .filter(i -> i.site().equals(spec.name()))
            .limit(MAX_INTERVENTIONS)
            .toArray(InterventionRef[]::new);
    boolean fits = fits(spec, wanted.maxFrameBytes());
    this.live = fits ? wanted.every(spec.name(), Delivery.LIVE) : 0;
    this.lossless = fits ? wanted.every(spec.name(), Delivery.LOSSLESS) : 0;
  }

  /** Whether one step of a site fits into a frame. */
  static boolean fits(SiteSpec spec, int maxFrameBytes) {
    return stepBytes(spec) + Wanted.FRAME_OVERHEAD <= maxFrameBytes;
  }

  static long stepBytes(SiteSpec spec) {
    return spec.dtype().bytes(spec.units());
  }

  /** Sampling, or 0. */
  int every(Delivery delivery) {
    return delivery == Delivery.LIVE ? live : lossless;
  }

  boolean isEmpty() {
    return live == 0 && lossless == 0 && interventions.length == 0;
  }
}
