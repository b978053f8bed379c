/**
 * The broker process: one Kafka broker and its controller in one JVM, reachable on 127.0.0.1 only.
 *
 * <p>It is started by the platform, says {@code READY host:port} on standard output once it serves
 * clients, and ends when its standard input ends, so it never outlives the process that started it.
 * Parameters are never null.
 */
package org.hillock.brokerd;
