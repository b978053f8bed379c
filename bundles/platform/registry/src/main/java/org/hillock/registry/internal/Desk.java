package org.hillock.registry.internal;

/** What handles and swaps need of the registry. */
final class Desk {
  private final RouteTable table;
  private final Handles handles;
  private final RecorderSource recorders;
  private final Events events;
  private final CoarseClock clock = new CoarseClock();
  private volatile Limits limits;

  Desk(RouteTable table, Handles handles, RecorderSource recorders, Events events, Limits limits) {
    this.table = table;
    this.handles = handles;
    this.recorders = recorders;
    this.events = events;
    this.limits = limits;
  }

  RouteTable table() {
    return table;
  }

  Handles handles() {
    return handles;
  }

  RecorderSource recorders() {
    return recorders;
  }

  Events events() {
    return events;
  }

  CoarseClock clock() {
    return clock;
  }

  Limits limits() {
    return limits;
  }

  /** Changes how long what begins from now on may take. */
  void limits(Limits now) {
    limits = now;
  }
}
