package org.hillock.api.activation;

import java.util.List;
import java.util.UUID;
import org.hillock.api.data.SampleId;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.Tensor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a frame says: values of one site for some consecutive samples of its steps, in one stream.
 *
 * <p>A view from a queue is valid only inside the call that shows it; a {@link Frame} keeps.
 */
@ProviderType
public interface FrameView {
  /** What a frame is for. */
  enum Kind {
    /** Values. */
    DATA,
    /**
     * The taps changed while this stream ran: from here on this site is sampled by {@link #every},
     * or not at all where that is 0.
     */
    TAPS_CHANGED,
    /** The stream goes on from an earlier step under a higher epoch. */
    RESUMED,
    /** The stream ended; {@link #reason} says why. */
    END
  }

  Kind kind();

  /** Session or client that the stream belongs to. */
  UUID session();

  /** Row of the batch within the session. */
  int row();

  /** Name for display of the session, or an empty text. */
  String sessionName();

  /**
   * Number of this frame in its (stream, site, delivery), from 0 without gaps unless frames were
   * dropped.
   */
  long sequence();

  /** Rises when a stream goes back; readers keep the highest for each (stream, site, step). */
  int epoch();

  String model();

  /** Version that computed the values, {@code symbolic-name:version:checkpoint}. */
  String version();

  /** Name of the site; an empty text in markers of a whole stream. */
  String site();

  SiteSpec.Kind siteKind();

  Mode mode();

  /** Step of the trainer, or -1 outside training. */
  long trainingStep();

  /** Number of the call in its session, from 0. */
  long call();

  /** Where the input came from, or null. */
  SampleId sample();

  /** The caller's own name for the input, or an empty text. */
  String key();

  /** The true answer, or an empty text. */
  String label();

  /** Number of the first step. */
  long firstStep();

  /** Distance between the steps in this frame; 0 in markers without steps. */
  int every();

  /** Seconds from step to step. */
  double dt();

  /** When the first step happened, microseconds since 1970. */
  long eventTime();

  /** When the call returned, microseconds since 1970. */
  long wallTime();

  /** Names of the site's axes. */
  List<String> axes();

  /** Values, {@code [steps, site axes...]}; an empty tensor in markers. */
  Tensor values();

  /** Names of the interventions that touched the values. */
  List<String> interventions();

  /** Platform process that wrote the frame. */
  String node();

  /** The caller's trace id, or an empty text. */
  String traceId();

  /** Why a stream ended or went back; an empty text otherwise. */
  String reason();
}
