/**
 * The border between Hillock's tensors and ND4J's arrays.
 *
 * <p>{@link org.hillock.indarray.IndArrays} is a service; ND4J and its natives are loaded when it
 * is first used. It may be called from any thread; neither side of a conversion shares memory with
 * the other. Matrix products run on one thread, or on as many as the framework property {@code
 * hillock.nd4j.threads} says; ND4J's other kernels follow the environment variable {@code
 * OMP_NUM_THREADS} alone. No parameter or result is null.
 */
@Export
@Version("1.0.0")
package org.hillock.indarray;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
