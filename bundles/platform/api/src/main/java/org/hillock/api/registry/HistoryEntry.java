package org.hillock.api.registry;

import java.time.Instant;

/**
 * A line of the journal.
 *
 * @param at when it was written
 * @param action such as {@code live}, {@code rollback}, {@code refused}
 * @param version that it is about
 * @param text one line for people
 */
public record HistoryEntry(Instant at, String action, VersionId version, String text) {}
