/**
 * The program that starts the platform, and the one that sends a command to a running platform.
 *
 * <p>Nothing here is seen by bundles: the launcher meets the framework only through OSGi's own
 * types and JDK types.
 */
package org.hillock.launcher;
