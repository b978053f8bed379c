package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hillock.registry.internal.DaemonThreads;
import org.hillock.registry.internal.FailureText;

/**
 * Looks into a folder twice a second and reports files that are new or changed and have kept their
 * size and time from one look to the next. A deleted file changes nothing.
 */
final class LoadFolder implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.registry");
  private static final long LOOK_MILLIS = 500;

  private final Path folder;
  private final FolderGuard guard;
  private final Set<String> known;
  private final Consumer<Path> taken;
  private final Map<Path, Look> looks = new HashMap<>();
  private final Map<Path, String> hashes = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("hillock-load"));
  private boolean first = true;
  private volatile String objection = "";

  /**
   * A watched folder.
   *
   * @param known {@code name/SHA-256} of files that were taken in an earlier run; they are passed
   *     over when they are there at the first look
   * @param taken called for each file to take in, on the folder's thread
   */
  LoadFolder(Path folder, FolderGuard guard, Set<String> known, Consumer<Path> taken) {
    this.folder = folder;
    this.guard = guard;
    this.known = known;
    this.taken = taken;
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Why the folder is not watched, or an empty text. */
  String objection() {
    return objection;
  }

  private void look() {
    String now = guard.objection();
    if (!now.isEmpty() && !now.equals(objection)) {
      LOG.log(System.Logger.Level.WARNING, "not watched: " + now);
    }
    objection = now;
    if (!now.isEmpty()) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.filter(LoadFolder::counts).sorted().toList();
      looks.keySet().retainAll(all);
      hashes.keySet().retainAll(all);
      for (Path file : all) {
        look(file);
      }
      first = false;
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "load folder " + folder + ": " + FailureText.of(e));
    }
  }

  private void look(Path file) throws IOException {
    Look before = looks.get(file);
    Look now = new Look(Files.size(file), Files.getLastModifiedTime(file), false, first);
    boolean stable =
        before != null && before.size() == now.size() && before.time().equals(now.time());
    if (!stable) {
      looks.put(file, now);
    } else if (!before.done()) {
      looks.put(file, new Look(now.size(), now.time(), true, before.old()));
      take(file, before.old());
    }
  }

  private void take(Path file, boolean old) throws IOException {
    String hash = FileHash.of(file);
    boolean same = hash.equals(hashes.put(file, hash));
    boolean earlier = old && known.contains(file.getFileName() + "/" + hash);
    if (!same && !earlier) {
      taken.accept(file);
    }
  }

  private static boolean counts(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && (name.endsWith(".jar") || name.endsWith(".safetensors"));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private record Look(long size, FileTime time, boolean done, boolean old) {}
}
