/**
 * What every model must hold, as checks that any test framework can run; for tests, not for
 * serving.
 *
 * <p>Checks run on the calling thread unless their sentence says otherwise. Nothing is null.
 */
@Export
@Version("1.0.0")
package org.hillock.contract;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
