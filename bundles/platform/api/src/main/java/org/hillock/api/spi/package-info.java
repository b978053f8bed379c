/**
 * Between the platform's own bundles: how the registry meets the activation bundle, and that bundle
 * the transports. Not for models and analyses.
 */
@Export
@Version("1.0.0")
package org.hillock.api.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
