package org.hillock.activation.internal;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import org.hillock.api.activation.FrameView;

/** A reusable list of frames. */
final class FrameList extends AbstractList<FrameView> implements RandomAccess {
  private FrameView[] frames = new FrameView[8];
  private int size;

  void append(FrameView frame) {
    if (size == frames.length) {
      frames = Arrays.copyOf(frames, 2 * size);
    }
    frames[size++] = frame;
  }

  void reset() {
    Arrays.fill(frames, 0, size, null);
    size = 0;
  }

  @Override
  public FrameView get(int index) {
    return frames[Objects.checkIndex(index, size)];
  }

  @Override
  public int size() {
    return size;
  }
}
