package org.hillock.stream.internal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Memory of frames that are in the log, for the next ones: what is encoded lives until its commit,
 * which is long enough to make the garbage collector move all of it. Bounded, and empty again once
 * nothing was written for a while.
 */
final class UsedArrays {
  private static final long MOST_BYTES = 32L << 20;
  private static final long KEEP_NANOS = 5_000_000_000L;

  private final Queue<List<Outgoing>> returned = new ConcurrentLinkedQueue<>();
  private final Map<Integer, ArrayDeque<byte[]>> free = new HashMap<>();
  private ArrayDeque<byte[]> lastFree = new ArrayDeque<>();
  private int lastLength = -1;
  private long freeBytes;
  private long lastUse;

  /** Takes the values of records that nobody reads any more. Any thread. */
  void giveBack(List<Outgoing> frames) {
    returned.add(frames);
  }

  /** An array of that length with any content. Belongs to one thread, as what follows. */
  byte[] take(int length) {
    byte[] array = free(length).pollLast();
    if (array == null) {
      return new byte[length];
    }
    freeBytes -= length;
    return array;
  }

  /** Makes what was given back ready to be taken; called before a transaction is filled. */
  void collect() {
    lastUse = System.nanoTime();
    for (List<Outgoing> frames = returned.poll(); frames != null; frames = returned.poll()) {
      for (Outgoing frame : frames) {
        byte[] array = frame.value();
        if (freeBytes + array.length <= MOST_BYTES) {
          freeBytes += array.length;
          free(array.length).addLast(array);
        }
      }
    }
  }

  /** The free arrays of a length, which is mostly that of the one before. */
  private ArrayDeque<byte[]> free(int length) {
    if (length != lastLength) {
      lastLength = length;
      lastFree = free.computeIfAbsent(length, absent -> new ArrayDeque<>());
    }
    return lastFree;
  }

  /** Called now and then while nothing is written: gives the memory back after some seconds. */
  void rest() {
    if (System.nanoTime() - lastUse > KEEP_NANOS && lastLength >= 0) {
      returned.clear();
      free.clear();
      freeBytes = 0;
      lastLength = -1;
    }
  }
}
