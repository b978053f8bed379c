package org.hillock.api.registry;

import java.util.Objects;

/**
 * Identity of a version of a model: the code and the parameters.
 *
 * @param model name under which it is served
 * @param bundle symbolic name of the bundle with the factory
 * @param bundleVersion OSGi version of the bundle
 * @param checkpoint SHA-256 of the checkpoint, 64 hexadecimal digits
 */
public record VersionId(String model, String bundle, String bundleVersion, String checkpoint) {
  public VersionId {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(bundleVersion, "bundleVersion");
    if (!checkpoint.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "expected a SHA-256 of 64 hexadecimal digits for model "
              + model
              + ", got '"
              + checkpoint
              + "'");
    }
  }

  /** Such as {@code org.hillock.models.delays:0.1.0:3fa94c01}: unique within a model for people. */
  @Override
  public String toString() {
    return bundle + ":" + bundleVersion + ":" + checkpoint.substring(0, 8);
  }
}
