package org.hillock.registry.internal.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hillock.api.registry.ShadowOptions;

/** What waits for the thread of a shadow, in order. Calls have a bound; the ends of streams not. */
final class Backlog {
  private final ShadowOptions options;
  private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Backlog(ShadowOptions options) {
    this.options = options;
  }

  /** Takes room for a call; false when there is none. {@link #add} or {@link #giveBack} follows. */
  boolean reserve(long size) {
    if (calls.incrementAndGet() > options.queuedCalls()) {
      calls.decrementAndGet();
      return false;
    }
    long all = bytes.addAndGet(size);
    if (all > options.queuedBytes() && all > size) {
      giveBack(size);
      return false;
    }
    return true;
  }

  void giveBack(long size) {
    bytes.addAndGet(-size);
    calls.decrementAndGet();
  }

  /** Whether a call would find room now. */
  boolean hasRoom() {
    return calls.get() < options.queuedCalls() && bytes.get() < options.queuedBytes();
  }

  void add(Item item) {
    items.add(item);
  }

  Item take() throws InterruptedException {
    Item item = items.take();
    if (item instanceof CallCopy call) {
      giveBack(call.bytes());
    }
    return item;
  }

  /** Empties it. */
  List<Item> drain() {
    List<Item> left = new ArrayList<>();
    items.drainTo(left);
    return left;
  }
}
