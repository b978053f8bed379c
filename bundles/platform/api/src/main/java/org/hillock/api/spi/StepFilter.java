package org.hillock.api.spi;

import java.util.List;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.tensor.Tensor;

/**
 * What one reader sees of the merged frames: its sites, and steps divisible by its number. Any
 * thread.
 */
public final class StepFilter {
  private final List<String> sites;
  private final int every;

  /**
   * A filter.
   *
   * @param sites names; {@code *} among them for all
   * @param every only steps whose number is divisible by it
   */
  public StepFilter(List<String> sites, int every) {
    this.sites = List.copyOf(sites);
    this.every = every;
  }

  /** The part of a frame that was asked for, or null when there is none. */
  public FrameView apply(FrameView frame) {
    boolean ofSite = sites.contains("*") || frame.site().isEmpty() || sites.contains(frame.site());
    if (!ofSite) {
      return null;
    }
    if (frame.kind() != Kind.DATA || frame.every() % every == 0 && frame.firstStep() % every == 0) {
      return frame;
    }
    int steps = frame.values().dim(0);
    int skip = 0;
    while (skip < steps && (frame.firstStep() + (long) skip * frame.every()) % every != 0) {
      skip++;
    }
    if (skip == steps) {
      return null;
    }
    int stride = every / gcd(every, frame.every());
    return thinned(frame, skip, stride, (steps - skip + stride - 1) / stride);
  }

  private static Frame thinned(FrameView f, int skip, int stride, int count) {
    Tensor all = f.values();
    int[] shape = all.shape();
    int units = all.size() / shape[0];
    shape[0] = count;
    Tensor some = Tensor.zeros(all.dtype(), shape);
    for (int k = 0; k < count; k++) {
      for (int u = 0; u < units; u++) {
        some.set(k * units + u, all.get((skip + k * stride) * units + u));
      }
    }
    long delay = Math.round(skip * (double) f.every() * f.dt() * 1e6);
    return new Frame(
        f.kind(),
        f.session(),
        f.row(),
        f.sessionName(),
        f.sequence(),
        f.epoch(),
        f.model(),
        f.version(),
        f.site(),
        f.siteKind(),
        f.mode(),
        f.trainingStep(),
        f.call(),
        f.sample(),
        f.key(),
        f.label(),
        f.firstStep() + (long) skip * f.every(),
        f.every() * stride,
        f.dt(),
        f.eventTime() + delay,
        f.wallTime(),
        f.axes(),
        some,
        f.interventions(),
        f.node(),
        f.traceId(),
        f.reason());
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
