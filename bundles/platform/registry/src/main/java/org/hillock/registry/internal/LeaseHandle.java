package org.hillock.registry.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Lease;
import org.hillock.api.registry.LeaseRevokedException;
import org.hillock.api.registry.RegistryException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;

/** One version set for a composition: the slots of all its parts, pinned from one snapshot. */
final class LeaseHandle implements Lease {
  private final Desk desk;
  private final Handle[] parts;
  private final Map<Client, Loaded> versions = new HashMap<>();
  private final Map<Client, Recorder> admitted = new HashMap<>();
  private final List<Route> counted = new ArrayList<>();
  private int locked;
  private int entered;
  private boolean closed;

  LeaseHandle(Desk desk, Client... clients) {
    this.desk = desk;
    this.parts = handles(clients);
    boolean open = false;
    try {
      open();
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
  }

  private static Handle[] handles(Client... clients) {
    Handle[] parts = new Handle[clients.length];
    for (int i = 0; i < clients.length; i++) {
      if (!(clients[i] instanceof Handle handle)) {
        throw new IllegalArgumentException(
            "expected handles of this registry, got " + clients[i].getClass().getName());
      }
      parts[i] = handle;
    }
    Arrays.sort(parts, Comparator.comparingLong(Handle::order));
    if (parts.length == 0 || Arrays.stream(parts).distinct().count() != parts.length) {
      throw new IllegalArgumentException(
          "expected one or more different handles, got " + parts.length);
    }
    return parts;
  }

  private void open() {
    long now = System.nanoTime();
    long until = now + Arrays.stream(parts).mapToLong(Handle::patience).min().orElse(0);
    for (Handle part : parts) {
      part.turn().lock(until);
      locked++;
    }
    for (Handle part : parts) {
      part.requireOpen();
      Recorder recorder = Admission.await(part, null, null, until);
      if (recorder != null) {
        admitted.put(part, recorder);
      }
    }
    long giveUp = Math.min(until, now + desk.limits().gapWait().toNanos());
    Handle missing = pinAll(now, until);
    while (missing != null) {
      leaveAll();
      missing.turn().awaitLive(giveUp);
      missing = pinAll(now, until);
    }
    for (Handle part : parts) {
      part.slot().again();
      if (part.route().enter()) {
        counted.add(part.route());
      }
    }
  }

  /** Null when all are pinned; else a part without a live version, and then none is pinned. */
  private Handle pinAll(long now, long until) {
    for (Handle part : parts) {
      part.begin(now, until);
      entered++;
    }
    while (true) {
      Loaded[] snapshot = desk.table().snapshot();
      boolean open = true;
      for (Handle part : parts) {
        Loaded version = snapshot[part.route().index()];
        if (version == null) {
          return part;
        }
        part.slot().pin(version);
        versions.put(part, version);
      }
      for (Loaded version : versions.values()) {
        open &= !version.closed();
      }
      if (open && desk.table().snapshot() == snapshot) {
        return null;
      }
      for (Handle part : parts) {
        part.slot().unpin();
      }
    }
  }

  private void leaveAll() {
    for (int i = 0; i < entered; i++) {
      parts[i].slot().leave();
    }
    entered = 0;
    versions.clear();
  }

  @Override
  public VersionId version(Client part) {
    return pinned(part).id();
  }

  @Override
  public VersionId apply(Client part, Inputs inputs, Outputs outputs) {
    Loaded version = pinned(part);
    Handle handle = (Handle) part;
    try {
      handle.requireOpen();
      requireHeld(handle, version);
      long until = System.nanoTime() + handle.patience();
      Recorder recorder = recorder(handle);
      handle.slot().deadline(until);
      try {
        return handle.leased().run(version, inputs, outputs, recorder, until);
      } finally {
        handle.slot().again();
      }
    } catch (RegistryException e) {
      handle.countFailure();
      throw e;
    }
  }

  private static void requireHeld(Handle handle, Loaded version) {
    if (handle.slot().revoked()) {
      throw new LeaseRevokedException(
          "model "
              + version.id().model()
              + " version "
              + version.id()
              + ": lease revoked between two calls in thread "
              + Thread.currentThread().getName());
    }
  }

  /** Admitted before the lease for the first call; a later one never waits under it. */
  private Recorder recorder(Handle handle) {
    Recorder recorder = admitted.remove(handle);
    if (recorder != null) {
      return recorder;
    }
    recorder = handle.recording().current();
    if (!recorder.active()) {
      return null;
    }
    recorder.admit(0);
    return recorder;
  }

  private Loaded pinned(Client part) {
    Loaded version = closed ? null : versions.get(part);
    if (version == null) {
      throw new IllegalStateException(
          "expected a part of an open lease, got a handle of model " + part.model());
    }
    return version;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    admitted.values().forEach(Recorder::discard);
    admitted.clear();
    counted.forEach(Route::exit);
    leaveAll();
    for (int i = 0; i < locked; i++) {
      parts[i].turn().unlock();
    }
  }
}
