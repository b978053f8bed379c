package org.hillock.record.internal;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.tensor.DType;
import org.hillock.store.SafetensorsLayout;
import org.hillock.store.SafetensorsLayout.Entry;

/**
 * Joins the parts of a recording to its two files. Parts are removed as they are copied, so that
 * the disk holds no more than the largest of them twice. No channels, which an interrupt closes.
 */
final class RecordingFiles {
  static final String ID = "hillock.recording";
  static final int FORMAT = 2;

  private static final Map<DType, String> NUMPY =
      Map.of(
          DType.F32, "<f4", DType.F64, "<f8", DType.I32, "<i4", DType.I64, "<i8", DType.U8, "|u1");

  private final Path file;
  private final Path folder;

  RecordingFiles(Path file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Where the elements of a tensor are: a group's values, or one column of its numbers. */
  private record Part(Group group, Column column) {}

  void write(int every, long frames, List<Group> groups, Path sessions, Path contexts)
      throws IOException {
    String id = UUID.randomUUID().toString();
    List<Entry> tensors = new ArrayList<>();
    Map<String, Part> parts = new HashMap<>();
    for (Group group : groups) {
      List<Integer> shape = new ArrayList<>(List.of(group.frames()));
      shape.addAll(group.shape());
      plan(tensors, parts, group.name() + Group.VALUES, stored(group), shape, group, null);
      for (Column column : Column.ALL) {
        plan(
            tensors,
            parts,
            column.of(group.name()),
            DType.I64,
            List.of(group.frames()),
            group,
            column);
      }
    }
    SafetensorsLayout layout = SafetensorsLayout.of(Map.of(ID, id), tensors);
    Path data = whole("data", out -> elements(layout, parts, out));
    Path index =
        whole("index", out -> index(id, every, frames, groups, layout, sessions, contexts, out));
    Files.move(index, RecordingWriter.index(file), StandardCopyOption.ATOMIC_MOVE);
    Files.move(data, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static DType stored(Group group) {
    return Elements.stored(group.dtype());
  }

  private static void plan(
      List<Entry> tensors,
      Map<String, Part> parts,
      String name,
      DType dtype,
      List<Integer> shape,
      Group group,
      Column column) {
    tensors.add(new Entry(name, dtype, shape, 0));
    parts.put(name, new Part(group, column));
  }

  private static void elements(SafetensorsLayout layout, Map<String, Part> parts, OutputStream out)
      throws IOException {
    out.write(layout.header());
    for (Entry entry : layout.entries()) {
      Part part = parts.get(entry.name());
      if (part.column == null) {
        copy(part.group.values(), out);
        Files.delete(part.group.values());
      } else {
        column(part.group.numbers(), part.column, out);
      }
    }
  }

  private static void copy(Path from, OutputStream out) throws IOException {
    try (InputStream in = new FileInputStream(from.toFile())) {
      in.transferTo(out);
    }
  }

  private static void column(Path numbers, Column column, OutputStream out) throws IOException {
    byte[] row = new byte[Column.ALL.length * Long.BYTES];
    try (InputStream in = new BufferedInputStream(new FileInputStream(numbers.toFile()), 1 << 16)) {
      while (in.readNBytes(row, 0, row.length) == row.length) {
        out.write(row, column.ordinal() * Long.BYTES, Long.BYTES);
      }
    }
  }

  private static void index(
      String id,
      int every,
      long frames,
      List<Group> groups,
      SafetensorsLayout layout,
      Path sessions,
      Path contexts,
      OutputStream out)
      throws IOException {
    JsonObjectBuilder sites = Provider.JSON.createObjectBuilder();
    groups.forEach(group -> sites.add(group.name(), group.site()));
    JsonObjectBuilder numpy = Provider.JSON.createObjectBuilder();
    for (Entry entry : layout.entries()) {
      JsonArrayBuilder shape = Provider.JSON.createArrayBuilder();
      entry.shape().forEach(shape::add);
      numpy.add(
          entry.name(),
          Provider.JSON
              .createObjectBuilder()
              .add("dtype", NUMPY.get(entry.dtype()))
              .add("mode", "r")
              .add("offset", entry.offset())
              .add("shape", shape));
    }
    String head =
        Provider.JSON
            .createObjectBuilder()
            .add("format", FORMAT)
            .add("recording", id)
            .add("frames", frames)
            .add("every", every)
            .add("groups", sites)
            .add("numpy", numpy)
            .build()
            .toString();
    text(head.substring(0, head.length() - 1) + ",\"sessions\":[", out);
    list(sessions, out);
    text("],\"contexts\":[", out);
    list(contexts, out);
    text("]}\n", out);
  }

  private static void list(Path lines, OutputStream out) throws IOException {
    try (InputStream in = new BufferedInputStream(new FileInputStream(lines.toFile()))) {
      boolean ended = false;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (ended) {
          out.write(',');
        }
        ended = b == '\n';
        out.write(b);
      }
    }
  }

  private static void text(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path whole(String name, Content content) throws IOException {
    File part = folder.resolve(name).toFile();
    try (FileOutputStream target = new FileOutputStream(part)) {
      OutputStream out = new BufferedOutputStream(target, 1 << 16);
      content.writeTo(out);
      out.flush();
      target.getFD().sync();
    }
    return part.toPath();
  }
}
