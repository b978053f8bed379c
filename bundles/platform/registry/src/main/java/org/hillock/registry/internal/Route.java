package org.hillock.registry.internal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.hillock.api.registry.BusyException;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamStart;
import org.hillock.registry.internal.shadow.Mirror;

/** The stable part of a model: its name, its place in the route table, how it behaves, counts. */
final class Route {
  private final String name;
  private final int index;
  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile RouteOptions options = RouteOptions.DEFAULT;
  private volatile List<String> aliases = List.of();
  private volatile Mirror mirror;

  Route(String name, int index) {
    this.name = name;
    this.index = index;
  }

  String name() {
    return name;
  }

  int index() {
    return index;
  }

  RouteOptions options() {
    return options;
  }

  void options(RouteOptions newOptions) {
    options = newOptions;
  }

  List<String> aliases() {
    return aliases;
  }

  void aliases(List<String> names) {
    aliases = List.copyOf(names);
  }

  /** Where calls are mirrored, or null when no shadow runs. */
  Mirror mirror() {
    return mirror;
  }

  void mirror(Mirror now) {
    mirror = now;
  }

  /** Takes a mirror away, unless another came already. */
  void unmirror(Mirror was) {
    if (mirror == was) {
      mirror = null;
    }
  }

  /** A handle has ended, and with it what its shadow has of it. */
  void ended(UUID handle, String reason) {
    Mirror now = mirror;
    if (now != null) {
      now.ended(handle, reason);
    }
  }

  /** The streams of a handle that begin here. */
  StreamStart begin(CallOptions call, boolean durable) {
    return new StreamStart(
        name, UUID.randomUUID(), call.name(), call.rows(), durable, StreamNumbers.NONE);
  }

  /** Counts a call in where calls are limited; true when {@link #exit} must follow. */
  boolean enter() {
    int most = options.maxConcurrent();
    if (most == 0) {
      return false;
    }
    if (running.incrementAndGet() > most) {
      running.decrementAndGet();
      throw new BusyException(
          "expected at most " + most + " calls at once on model " + name + ", got one more");
    }
    return true;
  }

  void exit() {
    running.decrementAndGet();
  }

  /** Calls of handles that are closed. */
  void retire(long returned, long errors) {
    calls.add(returned);
    failed.add(errors);
  }

  long calls() {
    return calls.sum();
  }

  long failed() {
    return failed.sum();
  }
}
