/**
 * Numerical kernels on plain arrays, each with a reference in plain Java and, where it is faster, a
 * form that uses the vector instructions of the processor.
 *
 * <p>{@link org.hillock.compute.Compute} chooses the provider once and says why. A {@link
 * org.hillock.compute.Kernels} object holds the families of kernels and their scratch memory: make
 * one for each thread that computes, and give it {@link org.hillock.compute.Workers} if it shall
 * use more cores. The work is cut into parts that depend on the shapes alone, and no part adds into
 * what another part writes, so results are the same bits for any number of threads.
 *
 * <p>Arrays are shared, not copied; a kernel writes only what its description says, and inputs and
 * outputs must not overlap unless it says so. Shapes are checked when a view or a geometry is made,
 * or at the start of a call. No parameter or result is null unless its description says so.
 */
@Export
@Version("1.0.0")
package org.hillock.compute;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
