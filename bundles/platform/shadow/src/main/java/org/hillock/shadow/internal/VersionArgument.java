package org.hillock.shadow.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;
import org.hillock.api.registry.VersionInfo.Phase;

/** The version that somebody means: by its name, by a file that is deployed, or the newest. */
final class VersionArgument {
  private final Registry registry;
  private final Deployer deployer;

  VersionArgument(Registry registry, Deployer deployer) {
    this.registry = registry;
    this.deployer = deployer;
  }

  /**
   * Finds it.
   *
   * @param text a version, a file ending in .jar or .safetensors, or empty for the newest candidate
   */
  VersionId find(ModelInfo model, String text) {
    if (text.endsWith(".jar") || text.endsWith(".safetensors")) {
      return deployed(model, Path.of(text).toAbsolutePath());
    }
    List<VersionId> found =
        model.versions().stream()
            .filter(v -> text.isEmpty() ? waits(v) : means(v.id(), text))
            .map(VersionInfo::id)
            .distinct()
            .toList();
    if (text.isEmpty() && !found.isEmpty()) {
      return found.get(0);
    }
    if (found.size() != 1) {
      throw new ShadowSwapException(
          "expected one version of "
              + model.name()
              + (text.isEmpty() ? " that waits" : " that begins with '" + text + "'")
              + ", got "
              + (found.isEmpty()
                  ? "none; there are " + model.versions().stream().map(VersionInfo::id).toList()
                  : found));
    }
    return found.get(0);
  }

  private VersionId deployed(ModelInfo model, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ShadowSwapException("expected a file to deploy, got none at " + file);
    }
    List<VersionId> brought = deployer.deploy(file);
    return brought.stream()
        .filter(v -> v.model().equals(model.name()))
        .reduce((first, last) -> last)
        .orElseThrow(
            () ->
                new ShadowSwapException(
                    "expected a version of " + model.name() + " in " + file + ", got " + brought));
  }

  private static boolean waits(VersionInfo v) {
    return v.phase() == Phase.CANDIDATE || v.phase() == Phase.CHECKED;
  }

  private static boolean means(VersionId id, String text) {
    return id.toString().startsWith(text)
        || id.checkpoint().startsWith(text)
        || id.bundleVersion().equals(text);
  }

  ModelInfo model(String name) {
    return registry.model(name);
  }
}
