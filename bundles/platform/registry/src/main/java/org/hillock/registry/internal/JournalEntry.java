package org.hillock.registry.internal;

import java.time.Instant;
import java.util.List;
import org.hillock.api.registry.VersionId;

/**
 * A line of the journal.
 *
 * @param at when it was written
 * @param action one of the constants
 * @param versions that it is about, at least one
 * @param jar SHA-256 of the jar with their code, or an empty text where the registry has none
 * @param file name of a deployed file, or an empty text
 * @param text one line for people
 */
public record JournalEntry(
    Instant at, String action, List<VersionId> versions, String jar, String file, String text) {
  /** A file was taken in. */
  public static final String DEPLOYED = "deployed";

  /** The versions went live by a swap. */
  public static final String LIVE = "live";

  /** The versions went live by a rollback. */
  public static final String ROLLBACK = "rollback";

  /** The versions went live again after others had stopped or replaced their bundle. */
  public static final String RESTORED = "restored";

  /** A swap was refused. */
  public static final String REFUSED = "refused";

  public JournalEntry {
    versions = List.copyOf(versions);
  }

  /** An entry of now without a file. */
  static JournalEntry now(String action, List<VersionId> versions, String text) {
    return new JournalEntry(Instant.now(), action, versions, "", "", text);
  }
}
