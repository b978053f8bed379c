/**
 * Spoken digits as spikes: a cochlea model, the set that it made, and the command that makes it.
 *
 * <p>Works on a plain class path. What is immutable may be used from any thread; a cochlea is for
 * one thread at a time. Nothing is null unless a method says so.
 */
@Export
@Version("1.0.0")
package org.hillock.data.speech;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
