package org.hillock.registry.internal;

/**
 * What handles need of the registry.
 *
 * @param table of routes
 * @param handles that are open
 * @param recorders where calls are recorded
 * @param events told about sessions
 * @param limits how long callers wait
 */
record Desk(
    RouteTable table, Handles handles, RecorderSource recorders, Events events, Limits limits) {}
