package org.hillock.record.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.hillock.api.activation.Frame;
import org.hillock.api.tensor.DType;

/**
 * Takes frames into files of a folder beside the recording, in bounded memory, and makes the
 * recording from them at the end: tensors, stacked for each site as far as their shapes agree, and
 * an index in JSON.
 *
 * <p>For each group NAME of n frames the recording has NAME.values {@code [n, steps, site axes...]}
 * and the {@link Column}s. NAME is the site, with ~2 and so on for its further shapes; markers of a
 * whole stream are in the group "markers". Bits are stored as U8. For one thread.
 */
final class RecordingWriter implements AutoCloseable {
  private static final int MAX_GROUPS = 5_000;
  private static final long MAX_WAITING = 8L << 20;
  private static final long MARGIN = 64L << 20;

  private final Path file;
  private final int every;
  private final ToLongFunction<Path> space;
  private final Path folder;
  private final TextList<UUID> sessions;
  private final TextList<Context> contexts;
  private final Map<Shape, Group> current = new HashMap<>();
  private final Map<String, Integer> used = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private long frames;
  private long bytes;
  private long waiting;

  private record Shape(String site, DType dtype, List<Integer> lengths) {}

  /**
   * Opens a folder beside the file.
   *
   * @param every sampling of the frames
   */
  RecordingWriter(Path file, int every) throws IOException {
    this(file, every, RecordingWriter::usable);
  }

  /**
   * @param space gives the bytes that are free where a folder is
   */
  RecordingWriter(Path file, int every, ToLongFunction<Path> space) throws IOException {
    this.file = file;
    this.every = every;
    this.space = space;
    if (Files.isDirectory(file)) {
      throw new RecordingException("expected a file to write, got a folder: " + file);
    }
    Path parent = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new RecordingException("expected a folder for " + file + ", got none: " + parent);
    }
    this.folder = Files.createTempDirectory(parent, "." + file.getFileName() + ".part-");
    this.sessions = new TextList<>(folder.resolve("sessions"), id -> "\"" + id + "\"");
    this.contexts =
        new TextList<>(folder.resolve("contexts"), context -> context.json().build().toString());
  }

  static Path index(Path file) {
    return file.resolveSibling(file.getFileName() + ".json");
  }

  long frames() {
    return frames;
  }

  /** Size of what was taken, about. */
  long bytes() {
    return bytes;
  }

  void add(Frame frame) throws IOException {
    List<Integer> lengths = Arrays.stream(frame.values().shape()).boxed().toList();
    Shape shape = new Shape(frame.site(), frame.values().dtype(), lengths);
    Group group = current.get(shape);
    if (group == null || group.full()) {
      group = open(shape);
      current.put(shape, group);
    }
    int taken =
        group.add(
            frame, sessions.place(frame.session()), contexts.place(Context.of(frame)), frames++);
    bytes += taken;
    waiting += taken;
    if (waiting > MAX_WAITING) {
      flush();
    }
  }

  /** Empty, or one line that says that the disk has little more than what the end needs. */
  String diskNearlyFull() {
    long largest = groups.stream().mapToLong(Group::bytes).max().orElse(0);
    long free = space.applyAsLong(folder);
    return free >= largest + MARGIN
        ? ""
        : "expected "
            + (largest + MARGIN >> 20)
            + " MiB free on the disk of "
            + file.toAbsolutePath().getParent()
            + ", got "
            + (free >> 20);
  }

  /** Joins everything to the recording; both files are there whole, or neither is. */
  void finish() throws IOException {
    flush();
    sessions.close();
    contexts.close();
    new RecordingFiles(file, folder).write(every, frames, groups, sessions.file(), contexts.file());
  }

  /** Removes the folder. */
  @Override
  public void close() throws IOException {
    sessions.close();
    contexts.close();
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  private void flush() throws IOException {
    for (Group group : groups) {
      group.flush();
    }
    waiting = 0;
  }

  private Group open(Shape shape) {
    if (groups.size() == MAX_GROUPS) {
      throw new RecordingException(
          "expected at most " + MAX_GROUPS + " shapes of frames in a recording, got more");
    }
    String base = shape.site.isEmpty() ? "markers" : shape.site;
    int number = used.merge(base, 1, Integer::sum);
    Group group =
        new Group(
            number == 1 ? base : base + "~" + number,
            shape.site,
            shape.dtype,
            shape.lengths,
            folder,
            groups.size());
    groups.add(group);
    return group;
  }
}
