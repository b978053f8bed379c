package org.hillock.activation.contract;

import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Frames that the contract sends. */
final class ContractFrames {
  private ContractFrames() {}

  static Frame data(String model, UUID session, long sequence) {
    float[] values = new float[16];
    for (int i = 0; i < values.length; i++) {
      values[i] = sequence + i;
    }
    return frame(Kind.DATA, model, session, sequence, Tensor.of(values, 2, 8), "");
  }

  static Frame end(String model, UUID session, long sequence, String reason) {
    return frame(Kind.END, model, session, sequence, Tensor.zeros(DType.F32, 0), reason);
  }

  private static Frame frame(
      Kind kind, String model, UUID session, long sequence, Tensor values, String reason) {
    return new Frame(
        kind,
        session,
        0,
        "contract",
        sequence,
        0,
        model,
        "org.hillock.contract:1.0.0:00000000",
        kind == Kind.DATA ? "v" : "",
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        sequence,
        null,
        "key" + sequence,
        "",
        2 * sequence,
        kind == Kind.DATA ? 1 : 0,
        0.001,
        1_000 * sequence,
        1_000 * sequence + 1,
        kind == Kind.DATA ? List.of("unit") : List.of(),
        values,
        List.of(),
        "local",
        "",
        reason);
  }
}
