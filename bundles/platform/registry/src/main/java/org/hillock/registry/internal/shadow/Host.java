package org.hillock.registry.internal.shadow;

import java.util.concurrent.CompletableFuture;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest.Unmigratable;

/** What a shadow asks of its registry. */
public interface Host {
  /** Calls are not to be mirrored any more. On the thread that ends the shadow. */
  void detached(ShadowRun shadow, String reason);

  /** Gives the candidate back unless it is live. */
  CompletableFuture<SwapReport.Unload> release(ShadowRun shadow);

  CompletableFuture<SwapReport> swap(ShadowRun shadow, Unmigratable unmigratable);

  /** Writes down that the candidate did not pass. */
  void refused(ShadowRun shadow, String why);
}
