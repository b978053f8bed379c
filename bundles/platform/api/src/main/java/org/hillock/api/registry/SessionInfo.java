package org.hillock.api.registry;

import java.util.UUID;

/**
 * A session at one moment.
 *
 * @param id its identity
 * @param name for display
 * @param model it calls
 * @param rows of its batch
 * @param version that holds its state, as text
 * @param step next step
 * @param epoch times it went back
 * @param calls that returned
 * @param state {@code open}, {@code closed: reason}, or {@code resumable at step N, call M}
 */
public record SessionInfo(
    UUID id,
    String name,
    String model,
    int rows,
    String version,
    long step,
    int epoch,
    long calls,
    String state) {}
