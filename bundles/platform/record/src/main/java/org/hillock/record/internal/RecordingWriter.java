package org.hillock.record.internal;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.store.Safetensors;

/**
 * Writes frames as tensors, stacked for each site as far as their shapes agree, and an index in
 * JSON beside them.
 *
 * <p>For each group NAME of n frames the file has NAME.values {@code [n, steps, site axes...]}, the
 * {@link Column}s, NAME.session and NAME.context (places in the lists of the index) and NAME.order
 * (place of the frame among all). NAME is the site, with ~2 and so on for its further shapes;
 * markers of a whole stream are in the group "markers". Bits are stored as U8.
 */
final class RecordingWriter {
  static final String ID = "hillock.recording";
  static final String VALUES = ".values";
  static final String SESSION = ".session";
  static final String CONTEXT = ".context";
  static final String ORDER = ".order";

  private final Map<UUID, Integer> sessions = new LinkedHashMap<>();
  private final Map<Context, Integer> contexts = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private RecordingWriter() {}

  private record Shape(String site, DType dtype, List<Integer> lengths) {}

  static Path index(Path file) {
    return file.resolveSibling(file.getFileName() + ".json");
  }

  /** Writes both files, each whole or not at all. */
  static void write(Path file, int every, List<Frame> frames) throws IOException {
    new RecordingWriter().writeAll(file, every, frames);
  }

  private void writeAll(Path file, int every, List<Frame> frames) throws IOException {
    Map<Shape, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      Frame f = frames.get(i);
      Shape shape =
          new Shape(
              f.site(), f.values().dtype(), Arrays.stream(f.values().shape()).boxed().toList());
      groups.computeIfAbsent(shape, s -> new ArrayList<>()).add(i);
    }
    JsonObjectBuilder names = Provider.JSON.createObjectBuilder();
    Map<String, Integer> used = new LinkedHashMap<>();
    groups.forEach(
        (shape, members) -> {
          String base = shape.site.isEmpty() ? "markers" : shape.site;
          int number = used.merge(base, 1, Integer::sum);
          String name = number == 1 ? base : base + "~" + number;
          names.add(name, shape.site);
          group(name, frames, members);
        });
    String id = UUID.randomUUID().toString();
    JsonArrayBuilder words = Provider.JSON.createArrayBuilder();
    contexts.keySet().forEach(context -> words.add(context.json()));
    JsonObject index =
        Provider.JSON
            .createObjectBuilder()
            .add("format", 1)
            .add("recording", id)
            .add("frames", frames.size())
            .add("every", every)
            .add("groups", names)
            .add(
                "sessions",
                Provider.JSON.createArrayBuilder(
                    sessions.keySet().stream().map(UUID::toString).toList()))
            .add("contexts", words)
            .build();
    Safetensors.of(Map.of(ID, id), tensors).write(file);
    whole(index(file), index.toString());
  }

  private void group(String name, List<Frame> frames, List<Integer> members) {
    int n = members.size();
    Tensor one = frames.get(members.get(0)).values();
    int[] shape = new int[one.rank() + 1];
    shape[0] = n;
    System.arraycopy(one.shape(), 0, shape, 1, one.rank());
    Tensor values = Tensor.zeros(one.dtype() == DType.BITS ? DType.U8 : one.dtype(), shape);
    long[] session = new long[n];
    long[] context = new long[n];
    long[] order = new long[n];
    long[][] columns = new long[Column.values().length][n];
    for (int i = 0; i < n; i++) {
      Frame frame = frames.get(members.get(i));
      Stack.put(frame.values(), values, i);
      order[i] = members.get(i);
      session[i] = place(sessions, frame.session());
      context[i] = place(contexts, Context.of(frame));
      for (Column column : Column.values()) {
        columns[column.ordinal()][i] = column.of(frame);
      }
    }
    tensors.put(name + VALUES, values);
    tensors.put(name + SESSION, Tensor.of(session, n));
    tensors.put(name + CONTEXT, Tensor.of(context, n));
    tensors.put(name + ORDER, Tensor.of(order, n));
    for (Column column : Column.values()) {
      tensors.put(name + "." + column.suffix(), Tensor.of(columns[column.ordinal()], n));
    }
  }

  private static <T> int place(Map<T, Integer> places, T value) {
    Integer place = places.putIfAbsent(value, places.size());
    return place == null ? places.size() - 1 : place;
  }

  private static void whole(Path file, String text) throws IOException {
    Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "hillock-", ".part");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
