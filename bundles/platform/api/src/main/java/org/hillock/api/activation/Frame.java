package org.hillock.api.activation;

import java.util.List;
import java.util.UUID;
import org.hillock.api.data.SampleId;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.Tensor;

/**
 * A frame that keeps: immutable, with a read-only copy of the values. The components are those of
 * {@link FrameView}.
 */
public record Frame(
    Kind kind,
    UUID session,
    int row,
    String sessionName,
    long sequence,
    int epoch,
    String model,
    String version,
    String site,
    SiteSpec.Kind siteKind,
    Mode mode,
    long trainingStep,
    long call,
    SampleId sample,
    String key,
    String label,
    long firstStep,
    int every,
    double dt,
    long eventTime,
    long wallTime,
    List<String> axes,
    Tensor values,
    List<String> interventions,
    String node,
    String traceId,
    String reason)
    implements FrameView {

  /** A frame that keeps what a view shows now. */
  public static Frame copyOf(FrameView view) {
    if (view instanceof Frame frame) {
      return frame;
    }
    return new Frame(
        view.kind(),
        view.session(),
        view.row(),
        view.sessionName(),
        view.sequence(),
        view.epoch(),
        view.model(),
        view.version(),
        view.site(),
        view.siteKind(),
        view.mode(),
        view.trainingStep(),
        view.call(),
        view.sample(),
        view.key(),
        view.label(),
        view.firstStep(),
        view.every(),
        view.dt(),
        view.eventTime(),
        view.wallTime(),
        view.axes(),
        view.values().copy().readOnly(),
        view.interventions(),
        view.node(),
        view.traceId(),
        view.reason());
  }

  public Frame {
    axes = List.copyOf(axes);
    interventions = List.copyOf(interventions);
    values = values.readOnly();
  }
}
