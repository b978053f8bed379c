package org.hillock.api.activation;

/**
 * Where a tap stands. Counts are of the merged flow of its model and delivery.
 *
 * @param tap the wish
 * @param transport that carries its frames
 * @param published frames handed to the transport's log or readers
 * @param dropped frames that a full queue of live delivery dropped
 * @param queued frames waiting
 * @param state one line: {@code open}, or what it waits for, or why it is refused
 */
public record TapStatus(
    Tap tap, String transport, long published, long dropped, long queued, String state) {}
