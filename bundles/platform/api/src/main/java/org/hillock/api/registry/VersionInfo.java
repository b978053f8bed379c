package org.hillock.api.registry;

import java.time.Instant;

/**
 * A version at one moment.
 *
 * @param id its identity
 * @param phase where it stands
 * @param since when it came there
 * @param source where it came from: a file's name, a configuration's PID, or a bundle's location
 * @param problem one line that says why it is FAILED, or an empty text
 * @param leases calls that hold it now
 */
public record VersionInfo(
    VersionId id, Phase phase, Instant since, String source, String problem, int leases) {
  /** Life of a version. */
  public enum Phase {
    /** Loaded, not yet checked. */
    CANDIDATE,
    /** Passed its self-check. */
    CHECKED,
    /** Serves calls. */
    LIVE,
    /** Replaced, its last calls still run. */
    DRAINING,
    /** Unloaded; its jar and checkpoint are kept for a rollback. */
    RETIRED,
    /** Did not load or did not pass. */
    FAILED
  }
}
