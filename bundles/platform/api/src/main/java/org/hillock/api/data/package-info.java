/**
 * Data sets with named splits and groups, and samples by id.
 *
 * <p>Services of this package may be called from any thread. Nothing is null unless a method says
 * so.
 */
@Export
@Version("1.0.0")
package org.hillock.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
