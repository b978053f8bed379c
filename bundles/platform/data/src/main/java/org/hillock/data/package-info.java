/**
 * Data sets: IDX files of any folder, and Fashion-MNIST in full or as an embedded balanced part.
 *
 * <p>Works on a plain class path: {@code FashionMnist.best(null)} gives the largest set at hand. In
 * OSGi the sets are services of {@link org.hillock.api.data.Dataset} with the property {@code
 * hillock.dataset}. Data sets are immutable and may be read from any thread. Nothing is null unless
 * a method says so.
 */
@Export
@Version("1.0.0")
package org.hillock.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
