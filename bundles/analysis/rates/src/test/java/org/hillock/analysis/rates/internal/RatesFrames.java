package org.hillock.analysis.rates.internal;

import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.Tensor;

/** Frames and options for tests. */
final class RatesFrames {
  static final String V1 = "org.m:1.0.0:11111111";
  static final String V2 = "org.m:2.0.0:22222222";
  static final SiteSpec.Kind SPIKES = SiteSpec.Kind.SPIKES;
  static final SiteSpec.Kind DENSE = SiteSpec.Kind.DENSE;

  private RatesFrames() {}

  static RatesOptions options() {
    return new RatesOptions(
        "default",
        "m",
        1_000_000,
        5,
        0,
        1,
        0.95,
        new double[] {-1, 0, 1},
        new double[] {0.25, 0.5, 0.75});
  }

  static Frame frame(
      String version,
      String site,
      SiteSpec.Kind kind,
      long eventTime,
      double dt,
      int units,
      float... values) {
    return new Frame(
        Kind.DATA,
        new UUID(0, 1),
        0,
        "",
        0,
        0,
        "m",
        version,
        site,
        kind,
        Mode.LIVE,
        -1,
        0,
        null,
        "",
        "",
        0,
        1,
        dt,
        eventTime,
        0,
        List.of("unit"),
        Tensor.of(values, values.length / units, units),
        List.of(),
        "",
        "",
        "");
  }
}
