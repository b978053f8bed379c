/**
 * The registry: which models there are, which version is live, and calls that survive swaps.
 *
 * <p>A {@link org.hillock.api.registry.Client} calls a model for whole samples; a {@link
 * org.hillock.api.registry.Session} keeps state from call to call. Each call holds a lease on the
 * version that serves it, so a version is unloaded only when its last call has returned. A swap
 * installs beside, checks, migrates sessions, moves the route, drains and unloads.
 *
 * <p>The registry may be called from any thread. Nothing that a model throws crosses it: callers
 * get a {@link org.hillock.api.registry.RegistryException} with the text and no cause. Nothing is
 * null unless a method says so.
 */
@Export
@Version("1.0.0")
package org.hillock.api.registry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
