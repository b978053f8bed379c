package org.hillock.registry.internal;

/**
 * One route of a swap.
 *
 * @param route that moves
 * @param version to which
 * @param loaded the version in memory, checked
 * @param from what was live when the swap began, or null
 */
record Target(Route route, Version version, Loaded loaded, Loaded from) {}
