package org.hillock.shell.internal;

import java.util.List;
import java.util.function.Predicate;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;

/** Finds the version that somebody means. */
final class VersionNames {
  private VersionNames() {}

  /** The version whose text or checkpoint begins with, or whose bundle version is, the text. */
  static VersionId find(ModelInfo model, String text) {
    Predicate<VersionId> means =
        id ->
            id.toString().startsWith(text)
                || id.checkpoint().startsWith(text)
                || id.bundleVersion().equals(text);
    List<VersionId> found =
        model.versions().stream().map(VersionInfo::id).filter(means).distinct().toList();
    if (found.size() != 1) {
      throw new UsageException(
          "expected one version of "
              + model.name()
              + " that begins with '"
              + text
              + "', got "
              + (found.isEmpty() ? "none; there are " + all(model) : found));
    }
    return found.get(0);
  }

  /** The newest version that may go live and is not. */
  static VersionId newest(ModelInfo model) {
    return model.versions().stream()
        .filter(
            v -> v.phase() == VersionInfo.Phase.CANDIDATE || v.phase() == VersionInfo.Phase.CHECKED)
        .map(VersionInfo::id)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "no candidate of " + model.name() + " waits; name a version of " + all(model)));
  }

  private static List<VersionId> all(ModelInfo model) {
    return model.versions().stream().map(VersionInfo::id).toList();
  }
}
