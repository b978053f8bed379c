/**
 * Analyses of activation streams: what an analysis bundle implements and what comes out.
 *
 * <p>An {@link org.hillock.api.analysis.Analyzer} is a fold over frames with a state that merges,
 * so that any number of partitions gives the same findings. The platform hosts it: one state a
 * partition, never two threads on one analysis. Nothing is null unless a method says so.
 */
@Export
@Version("1.0.0")
package org.hillock.api.analysis;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
