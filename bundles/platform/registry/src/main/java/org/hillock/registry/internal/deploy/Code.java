package org.hillock.registry.internal.deploy;

/**
 * Which bundle has the code of a version.
 *
 * @param bundle symbolic name
 * @param version of the bundle
 * @param jar SHA-256 of its jar in the store, or an empty text for a bundle that others installed
 * @param bundleId in this framework, or -1 when it is not known
 * @param from for people: a file's name or a location
 */
record Code(String bundle, String version, String jar, long bundleId, String from) {}
