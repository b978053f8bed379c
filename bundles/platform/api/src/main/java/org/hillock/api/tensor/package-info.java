/**
 * Dense arrays that models, taps and analyses exchange.
 *
 * <p>A {@link org.hillock.api.tensor.Tensor} is a shape over one primitive array in row-major
 * order. It computes nothing: kernels live in the bundles that need them. Tensors are not
 * synchronised; whoever owns one decides which thread uses it. No parameter or result in this
 * package is null.
 */
@Export
@Version("1.0.0")
package org.hillock.api.tensor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
