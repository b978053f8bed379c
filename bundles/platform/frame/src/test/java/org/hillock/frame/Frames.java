package org.hillock.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Frames for tests. */
final class Frames {
  private Frames() {}

  static Frame of(Tensor values, SiteSpec.Kind siteKind, SampleId sample) {
    List<String> axes = new ArrayList<>();
    for (int i = 1; i < values.rank(); i++) {
      axes.add("axis" + i);
    }
    return new Frame(
        Kind.DATA,
        new UUID(0xFEDCBA9876543210L, 0x8123456789ABCDEFL),
        3,
        "demo session",
        41,
        2,
        "delays",
        "org.hillock.models.delays:0.1.0:3fa94c01",
        "hidden1.spikes",
        siteKind,
        Mode.LIVE,
        -1,
        17,
        sample,
        "clé-7",
        "9",
        1234,
        2,
        0.001,
        1_700_000_000_000_001L,
        1_700_000_000_000_999L,
        axes,
        values,
        List.of("lesion", "clamp"),
        "node-1",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "");
  }

  static Frame dense(int steps, int units) {
    Tensor values = Tensor.zeros(DType.F32, steps, units);
    Random random = new Random(5);
    for (int i = 0; i < values.size(); i++) {
      values.set(i, random.nextGaussian());
    }
    return of(values, SiteSpec.Kind.DENSE, new SampleId("fashion-mnist", Split.TEST, 99));
  }

  /** Ones at every {@code spacing}-th element. */
  static Frame spikes(DType dtype, int steps, int units, int spacing) {
    Tensor values = Tensor.zeros(dtype, steps, units);
    for (int i = 0; i < values.size(); i += spacing) {
      values.set(i, 1);
    }
    return of(values, SiteSpec.Kind.SPIKES, null);
  }

  static Frame end() {
    return new Frame(
        Kind.END,
        new UUID(1, 2),
        0,
        "",
        0,
        0,
        "delays",
        "",
        "",
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        0,
        null,
        "",
        "",
        0,
        0,
        0,
        0,
        0,
        List.of(),
        Tensor.zeros(DType.F32, 0),
        List.of(),
        "",
        "",
        "client closed");
  }
}
