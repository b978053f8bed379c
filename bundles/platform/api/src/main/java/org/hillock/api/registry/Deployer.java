package org.hillock.api.registry;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes jars and checkpoints into the platform. The folder {@code load/} does the same for files
 * dropped there.
 */
@ProviderType
public interface Deployer {
  /**
   * Copies a model's jar or a checkpoint into the store and makes candidates of it. Nothing goes
   * live by this call.
   *
   * @return the versions that it brought
   * @throws DeployException one line that says what is wrong with the file; nothing changed
   */
  List<VersionId> deploy(Path file);
}
