/**
 * Data sets with named splits, groups and a hash of the split: readers for IDX, the SHD layout of
 * HDF5, WAV and CSV over any folder, Fashion-MNIST in full or as an embedded balanced part, and a
 * checked cache of what was fetched. Spoken digits are in {@link org.hillock.data.speech}.
 *
 * <p>Damaged and foreign files give an {@link java.io.IOException} whose message is one line: what
 * was expected, what came, and where.
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
