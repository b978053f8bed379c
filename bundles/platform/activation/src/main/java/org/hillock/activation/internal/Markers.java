package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Frames without values that say what happened to a stream. */
final class Markers {
  private static final Tensor NONE = Tensor.zeros(DType.F32, 0).readOnly();

  private Markers() {}

  static Frame tapsChanged(
      CallHeader h, int row, String site, SiteSpec.Kind kind, long sequence, long step, int every) {
    return marker(Kind.TAPS_CHANGED, h, row, site, kind, sequence, step, every, "");
  }

  static Frame ofStream(Kind kind, CallHeader h, int row, long sequence, long step, String reason) {
    return marker(kind, h, row, "", SiteSpec.Kind.DENSE, sequence, step, 0, reason);
  }

  private static Frame marker(
      Kind kind,
      CallHeader h,
      int row,
      String site,
      SiteSpec.Kind siteKind,
      long sequence,
      long step,
      int every,
      String reason) {
    return new Frame(
        kind,
        h.session,
        row,
        h.sessionName,
        sequence,
        h.epoch,
        h.model,
        h.version,
        site,
        siteKind,
        Mode.LIVE,
        -1,
        h.call,
        null,
        "",
        "",
        step,
        every,
        0,
        h.wallTime,
        h.wallTime,
        List.of(),
        NONE,
        List.of(),
        h.node,
        "",
        reason);
  }
}
