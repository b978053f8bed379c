package org.hillock.activation.internal;

import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.Tensor;

/** Frames whose value at step s is s. */
public final class TestFrames {
  private TestFrames() {}

  public static Frame data(String model, UUID session, long sequence) {
    return steps(model, session, sequence, 0, 1, 1);
  }

  static Frame steps(
      String model, UUID session, long sequence, long firstStep, int every, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = firstStep + i * every;
    }
    return new Frame(
        Kind.DATA,
        session,
        0,
        "",
        sequence,
        0,
        model,
        "v",
        "s",
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        0,
        null,
        "",
        "",
        firstStep,
        every,
        0.001,
        0,
        0,
        List.of("unit"),
        Tensor.of(values, count, 1),
        List.of(),
        "local",
        "",
        "");
  }
}
