/**
 * Swaps by measure: a version runs beside the live one on the same inputs, the rates analysis
 * compares what happens inside both, and the swap goes ahead or is refused by stated bounds.
 *
 * <p>{@link org.hillock.shadow.ShadowSwap} is a service; its threads are those of its callers. It
 * needs the registry, the activations and the rates analysis; the transport may be any. Nothing is
 * null.
 */
@Export
@Version("1.0.0")
package org.hillock.shadow;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
