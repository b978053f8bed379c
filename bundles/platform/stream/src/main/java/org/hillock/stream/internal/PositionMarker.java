package org.hillock.stream.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Markers for streams whose platform is gone. */
final class PositionMarker {
  private static final Tensor NONE = Tensor.zeros(DType.F32, 0).readOnly();

  private PositionMarker() {}

  /** The end of a stream; its first step is the one after the last in the log. */
  static Frame end(String model, PositionRow row, String node, String reason) {
    long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    return new Frame(
        Kind.END,
        row.stream().session(),
        row.stream().row(),
        row.name(),
        row.markers(),
        row.epoch(),
        model,
        row.version(),
        "",
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        row.call(),
        null,
        "",
        "",
        row.step() + 1,
        0,
        0,
        now,
        now,
        List.of(),
        NONE,
        List.of(),
        node,
        "",
        reason);
  }
}
