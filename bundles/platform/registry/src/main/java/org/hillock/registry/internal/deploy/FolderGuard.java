package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Decides whether a folder may be watched: only what its own user can fill brings code in. */
final class FolderGuard {
  private final Path folder;
  private final UserPrincipal user;

  /**
   * A guard.
   *
   * @param own a folder of this process, whose new files belong to the process's user
   */
  FolderGuard(Path folder, Path own) throws IOException {
    this.folder = folder;
    Path probe = Files.createTempFile(own, "user", null);
    try {
      this.user = Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
    if (!Files.exists(folder)) {
      create();
    }
  }

  /** Where it cannot be made, {@link #objection} says that it is missing. */
  private void create() {
    try {
      Files.createDirectories(folder);
      if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      System.getLogger("org.hillock.registry")
          .log(System.Logger.Level.WARNING, "cannot make " + folder + ": " + e.getMessage());
    }
  }

  /** Why the folder is not watched, or an empty text. */
  String objection() {
    try {
      if (!Files.isDirectory(folder)) {
        return "expected a folder at " + folder + ", got none";
      }
      UserPrincipal owner = Files.getOwner(folder);
      if (!owner.equals(user)) {
        return "expected owner " + user.getName() + " of " + folder + ", got " + owner.getName();
      }
      PosixFileAttributeView view =
          Files.getFileAttributeView(folder, PosixFileAttributeView.class);
      Set<PosixFilePermission> rights =
          view == null ? Set.of() : view.readAttributes().permissions();
      if (rights.contains(PosixFilePermission.GROUP_WRITE)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        return "expected that only its owner can write to "
            + folder
            + ", got "
            + PosixFilePermissions.toString(rights);
      }
      return "";
    } catch (IOException e) {
      return "expected a readable folder at " + folder + ", got " + e.getClass().getSimpleName();
    }
  }
}
