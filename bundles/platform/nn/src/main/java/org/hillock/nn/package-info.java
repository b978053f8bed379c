/**
 * Building blocks of neural models: neurons, normalisation, losses, optimisers and schedules, each
 * with an explicit forward and backward pass on plain arrays.
 *
 * <p>The float classes are the ones that train and run. Where a class has a partner whose name ends
 * in {@code Reference}, that partner computes the same in double precision, is written for reading,
 * and is what finite differences check; the float class is compared with it.
 *
 * <p>Sequences are rows: a {@code float[][]} with one array for each (sample, step), all arrays of
 * one length. Kernels touch every row at the same index, which is the form that the JVM's compiler
 * turns into vector instructions.
 *
 * <p>Threading: objects with settings only (neurons, schedules) are immutable and may be shared;
 * objects with parameters or moments belong to one thread at a time. No argument may be null unless
 * its description says so, and arrays are not copied.
 */
@Export
@Version("1.0.0")
package org.hillock.nn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
