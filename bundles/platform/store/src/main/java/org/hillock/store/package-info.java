/**
 * Checkpoints on disk: safetensors files with the model's card inside, named by their SHA-256.
 *
 * <p>{@link org.hillock.store.Safetensors} is the plain format: named tensors and text metadata.
 * {@link org.hillock.store.Checkpoints} puts a model's parameters, settings and card into one such
 * file: tensors under their names, the example of the card under {@code example.input.N} and {@code
 * example.output.N}, JSON in the metadata under {@code hillock.card} and {@code hillock.settings},
 * the factory's name under {@code hillock.factory}. {@link org.hillock.store.CheckpointStore} is a
 * folder of them. The same checkpoint gives the same bytes, on every machine and Java version.
 *
 * <p>Works on a plain class path with a JSON-P provider. Classes without fields that change may be
 * used from any thread; so may a store, also several stores on one folder. Nothing is null unless a
 * method says so. Damaged and foreign files give a {@link org.hillock.store.StoreException} of one
 * line; every other {@link java.io.IOException} comes from the file system.
 */
@Export
@Version("1.1.0")
package org.hillock.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
