package org.hillock.registry.internal.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hillock.api.model.State;

/** Where the calls of a model find their shadow. */
public final class Mirror {
  private final Object live;
  private final Backlog backlog;
  private final Tally tally;
  private final Streams streams;
  private final Runnable onDrop;
  private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * A mirror.
   *
   * @param live stands for the version whose calls are mirrored
   */
  Mirror(Object live, Backlog backlog, Tally tally, Streams streams, Runnable onDrop) {
    this.live = live;
    this.backlog = backlog;
    this.tally = tally;
    this.streams = streams;
    this.onDrop = onDrop;
  }

  /** Whether there is a lane of that handle. */
  public boolean knows(UUID handle) {
    return lanes.containsKey(handle);
  }

  /** Makes the lane of a handle. */
  public void add(UUID handle, Caller caller) {
    lanes.put(handle, new Lane(backlog, tally, caller, streams));
    if (closed) {
      lanes.clear();
    }
  }

  /**
   * A call is about to enter a version.
   *
   * @param version stands for it
   * @return null when the call is not mirrored
   */
  public Lane begin(UUID handle, Object version, State before, long call) {
    Lane lane = lanes.get(handle);
    if (lane == null || version != live) {
      return null;
    }
    if (!backlog.hasRoom()) {
      onDrop.run();
    }
    lane.begin(before, call);
    return lane;
  }

  /** A handle has ended; its twin ends after its calls. */
  public void ended(UUID handle, String reason) {
    Lane lane = lanes.remove(handle);
    if (lane != null) {
      backlog.add(new StreamEnd(lane.twin(), reason));
    }
  }

  /** Takes all lanes away. */
  List<Lane> close() {
    closed = true;
    List<Lane> all = new ArrayList<>(lanes.values());
    lanes.clear();
    return all;
  }
}
