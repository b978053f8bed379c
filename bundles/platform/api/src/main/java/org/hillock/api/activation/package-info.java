/**
 * Activations that leave a model: taps ask for them, frames carry them, interventions change them.
 *
 * <p>A tap copies on the model's thread into memory that was reserved before; the frames of a call
 * are handed on as one unit when the call returns, so a call that throws publishes nothing. Frames
 * are numbered for each (stream, site, delivery) before they are queued: a drop is a gap in the
 * numbers. Services may be called from any thread. Nothing is null unless a method says so.
 */
@Export
@Version("1.0.0")
package org.hillock.api.activation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
