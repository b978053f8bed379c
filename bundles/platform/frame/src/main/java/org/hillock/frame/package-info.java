/**
 * Frames as bytes, on a plain class path as well as in OSGi: this jar, the API jar and FlatBuffers
 * are all that a reader needs.
 *
 * <p>The schema is {@code frame.fbs} beside this package; its fields are only ever appended, so an
 * old reader reads new frames. An encoder belongs to one thread; decoding is a pure function.
 * Nothing is null unless a method says so.
 */
@Export
@Version("1.0.0")
package org.hillock.frame;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
