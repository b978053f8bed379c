package org.hillock.data;

import java.net.URI;

/**
 * A file to fetch.
 *
 * @param name path below the cache's folder, such as {@code mnist/train-images-idx3-ubyte}
 * @param source where it is: http, https or file
 * @param sha256 what its content must hash to: 64 hexadecimal digits
 */
public record Download(String name, URI source, String sha256) {
  /** Refuses names that leave the cache's folder, and hashes that are none. */
  public Download {
    DataCache.requireName(name);
    sha256 = DataCache.requireHash(sha256);
  }
}
