package org.hillock.registry.internal.shadow;

/**
 * What a shadow must know of a handle.
 *
 * @param label for display
 * @param rows of its batch
 * @param keepsState its state goes on from call to call; else each call is a whole sample
 */
public record Caller(String label, int rows, boolean keepsState) {}
