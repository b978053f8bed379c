package org.hillock.api.model;

import org.osgi.annotation.versioning.ProviderType;

/** The hooks of one call. Used by the thread that runs the call, until it returns. */
@ProviderType
public interface Hooks {
  /** No hook at any site. */
  Hooks NONE = site -> null;

  /**
   * The hook at a site, or null when nothing is attached: then the model need not produce the
   * values.
   *
   * @param site index in the card's sites
   */
  Hook at(int site);
}
