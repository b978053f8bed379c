package org.hillock.shadow;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Swaps that are decided by what was measured in a shadow. */
@ProviderType
public interface ShadowSwap {
  /**
   * Runs the candidate beside the live version for as long as the request says, compares, and swaps
   * or refuses. Blocks for that time; on return or exception the shadow, its analysis and, unless
   * it went live, the candidate are gone. May run on any thread that holds no lease, for different
   * models at once.
   *
   * @param progress gets a line when the comparison has begun, then one a second
   * @throws org.hillock.api.registry.SwapRefusedException the shadow could not begin
   * @throws InterruptedException the thread was interrupted, or this service stops: nothing is
   *     swapped
   */
  ShadowSwapReport run(ShadowSwapRequest request, Consumer<String> progress)
      throws InterruptedException;
}
