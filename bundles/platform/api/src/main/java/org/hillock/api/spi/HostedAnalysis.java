package org.hillock.api.spi;

import java.util.List;
import java.util.Map;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Finding;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An analysis as a transport sees it that keeps frames: a fold for each partition whose state is
 * bytes by entry. The transport calls it on one thread; state, findings and offsets that it takes
 * from it are written in one transaction.
 *
 * <p>Any call may throw {@link StoppedException}: the transport then commits nothing of what came
 * since the last commit and ends the hosting.
 */
@ProviderType
public interface HostedAnalysis {
  /** Name of the analysis, {@code [a-z0-9-]{1,64}}. */
  String name();

  /** Name of its configuration, {@code [a-z0-9-]{1,64}}; it has state and findings of its own. */
  String configuration();

  /** The model whose lossless frames it reads. */
  String model();

  /** What the state means, see {@link org.hillock.api.analysis.Analyzer#form}. */
  String form();

  /** Whether partitions without a state are read from their end, and not from their beginning. */
  boolean fromNow();

  /**
   * How far one partition may be ahead of the others, and of what was published, microseconds of
   * event time; {@link Long#MAX_VALUE} for any distance.
   */
  long skew();

  /** The part of a frame that it reads, or null when it reads nothing of it. */
  FrameView wanted(FrameView frame);

  /** A partition is this process' from now on; begins with its stored state or an empty one. */
  void assign(int partition, Stored stored);

  /** A partition is another process' from now on; what was not committed of it is forgotten. */
  void revoke(int partition);

  /** Folds a frame, one that {@link #wanted} gave. */
  void accept(int partition, FrameView frame);

  /** The entries that changed since the last call; a null value for one that is gone. */
  Map<String, byte[]> changes(int partition);

  /**
   * All findings of the partitions that are here together with the states of others.
   *
   * @return null while the states of others cannot be read here, as they have another form
   */
  List<Finding> findings(Map<Integer, Stored> others);

  /**
   * A committed finding, of whichever process; {@code old} when it was made before this process
   * began to follow.
   */
  void found(Finding finding, boolean old);

  /** The hosting ended for good; why, in one line. */
  void stopped(String reason);

  /**
   * A state as it is kept.
   *
   * @param form what it means; an empty text where there is none yet
   * @param entries by name; not changed any more
   */
  record Stored(String form, Map<String, byte[]> entries) {
    /** No state yet. */
    public static final Stored NONE = new Stored("", Map.of());
  }

  /** The hosting of an analysis by a transport. */
  @ProviderType
  interface Hosting extends AutoCloseable {
    /** One line for people: partitions, lag, and what it waits for if it does. */
    String describe();

    /** Commits what was folded, where that is possible within some seconds, and ends. */
    @Override
    void close();
  }

  /** The analysis cannot go on; the message says why. Holds no cause, so no class of a bundle. */
  final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With one line for people. */
    public StoppedException(String message) {
      super(message);
    }
  }
}
