package org.hillock.registry.internal.deploy;

import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.LoadFailure;
import org.hillock.registry.internal.Parts;
import org.hillock.registry.internal.Source;

/** A version of a bundle's factory and a checkpoint. */
final class BundleSource implements Source {
  private final Deployment deployment;
  private final VersionId id;
  private final Code code;
  private final String from;

  BundleSource(Deployment deployment, VersionId id, Code code, String from) {
    this.deployment = deployment;
    this.id = id;
    this.code = code;
    this.from = from;
  }

  Code code() {
    return code;
  }

  @Override
  public String describe() {
    return from;
  }

  @Override
  public Parts load() throws LoadFailure {
    return deployment.load(id, code);
  }
}
