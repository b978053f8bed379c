package org.hillock.activation.internal.memory;

import java.util.Arrays;
import java.util.List;
import org.hillock.api.activation.FrameView;

/** A growing ring of units in parallel arrays; guarded by its owner's lock. */
final class UnitQueue {
  private Object[] frames = new Object[64];
  private long[] bytes = new long[64];
  private Runnable[] done = new Runnable[64];
  private int head;
  private int size;
  private long totalBytes;
  private long totalFrames;

  int size() {
    return size;
  }

  long totalBytes() {
    return totalBytes;
  }

  long totalFrames() {
    return totalFrames;
  }

  void add(List<? extends FrameView> unit, long unitBytes, Runnable unitDone) {
    if (size == bytes.length) {
      grow();
    }
    int at = (head + size) % bytes.length;
    frames[at] = unit;
    bytes[at] = unitBytes;
    done[at] = unitDone;
    size++;
    totalBytes += unitBytes;
    totalFrames += unit.size();
  }

  @SuppressWarnings("unchecked")
  List<? extends FrameView> headFrames() {
    return (List<? extends FrameView>) frames[head];
  }

  long headBytes() {
    return bytes[head];
  }

  Runnable headDone() {
    return done[head];
  }

  void removeHead() {
    totalBytes -= bytes[head];
    totalFrames -= headFrames().size();
    frames[head] = null;
    done[head] = null;
    head = (head + 1) % bytes.length;
    size--;
  }

  private void grow() {
    frames = rotated(frames, new Object[2 * size]);
    done = rotated(done, new Runnable[2 * size]);
    long[] larger = new long[2 * size];
    System.arraycopy(bytes, head, larger, 0, size - head);
    System.arraycopy(bytes, 0, larger, size - head, head);
    bytes = larger;
    head = 0;
  }

  private <T> T[] rotated(T[] from, T[] to) {
    System.arraycopy(from, head, to, 0, size - head);
    System.arraycopy(from, 0, to, size - head, head);
    Arrays.fill(from, null);
    return to;
  }
}
