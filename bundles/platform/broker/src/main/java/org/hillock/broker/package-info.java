/**
 * Where the platform's Kafka broker is and how to connect to it.
 *
 * <p>One {@link Broker} service stands for either a broker process that this platform starts,
 * watches and stops, or an outside cluster that the configuration names; its users need not know
 * which. All types may be used from any thread. Parameters and results are never null.
 */
@Export
@Version("1.1.0")
package org.hillock.broker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
