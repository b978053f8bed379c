package org.hillock.activation.internal;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hillock.api.activation.Delivery;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;

/**
 * The memory of one call: its hooks and the frames that they stage. Reused once every channel is
 * done with it. A call that failed leaves its buffer behind, so that a revoked thread which still
 * runs writes into memory that nobody reads.
 */
final class CallBuffer implements Hooks {
  final Plan plan;
  final CallHeader header;

  /** Itself, for a pool that may lose it. */
  final SoftReference<CallBuffer> soft = new SoftReference<>(this);

  private final SiteHook[] hooks;
  private final FrameList[] lists = {new FrameList(), new FrameList()};
  private final AtomicInteger holders = new AtomicInteger();
  private final Consumer<CallBuffer> recycle;
  private final Runnable done = this::release;

  CallBuffer(Plan plan, CallHeader header, int rows, Consumer<CallBuffer> recycle) {
    this.plan = plan;
    this.header = header;
    this.recycle = recycle;
    this.hooks = new SiteHook[plan.sites.length];
    for (int i = 0; i < hooks.length; i++) {
      hooks[i] = plan.sites[i] == null ? null : new SiteHook(plan.sites[i], header, rows);
    }
  }

  @Override
  public Hook at(int site) {
    return hooks[site];
  }

  FrameList list(Delivery delivery) {
    return lists[delivery.ordinal()];
  }

  /** Numbers all frames of a delivery into its list; returns a bound of their bytes. */
  long collect(Delivery delivery, Numbers numbers) {
    long bytes = 0;
    for (SiteHook hook : hooks) {
      if (hook != null) {
        bytes += hook.collect(delivery, numbers, list(delivery));
      }
    }
    return bytes;
  }

  /** Keeps it from being reused until {@link #release} was called as often. */
  void hold() {
    holders.incrementAndGet();
  }

  Runnable done() {
    return done;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      for (SiteHook hook : hooks) {
        if (hook != null) {
          hook.reset();
        }
      }
      header.inputs = null;
      lists[0].reset();
      lists[1].reset();
      recycle.accept(this);
    }
  }
}
