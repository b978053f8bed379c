package org.hillock.record.internal;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import org.hillock.api.activation.Frame;
import org.hillock.store.SafetensorsLayout;
import org.hillock.store.StoreException;

/** A recording, read frame by frame: only its index is in memory. */
final class RecordingReader {
  private final Path file;
  private final int every;
  private final long frames;
  private final List<String> groups;
  private final Map<String, SafetensorsLayout.Entry> tensors = new HashMap<>();
  private final List<UUID> sessions;
  private final List<Context> contexts;

  private RecordingReader(Path file, JsonObject json, SafetensorsLayout layout) {
    this.file = file;
    this.every = json.getInt("every");
    this.frames = json.getJsonNumber("frames").longValueExact();
    this.groups = List.copyOf(json.getJsonObject("groups").keySet());
    layout.entries().forEach(entry -> tensors.put(entry.name(), entry));
    this.sessions =
        json.getJsonArray("sessions").getValuesAs(JsonString.class).stream()
            .map(text -> UUID.fromString(text.getString()))
            .toList();
    this.contexts =
        json.getJsonArray("contexts").getValuesAs(JsonObject.class).stream()
            .map(Context::of)
            .toList();
  }

  static RecordingReader open(Path file) throws IOException {
    SafetensorsLayout layout = SafetensorsLayout.read(file);
    Path index = RecordingWriter.index(file);
    try (BufferedReader text = Files.newBufferedReader(index);
        JsonReader reader = Provider.JSON.createReader(text)) {
      JsonObject json = reader.readObject();
      if (json.getInt("format") != RecordingFiles.FORMAT) {
        throw new StoreException(
            "expected format " + RecordingFiles.FORMAT + ", got " + json.getInt("format"));
      }
      String id = layout.metadata().get(RecordingFiles.ID);
      if (!json.getString("recording").equals(id)) {
        throw new StoreException("expected the index of recording " + id + ", got another");
      }
      return new RecordingReader(file, json, layout);
    } catch (StoreException | RuntimeException e) {
      throw unfit("a recording's index in " + index, e);
    }
  }

  private static StoreException unfit(String expected, Exception e) {
    return new StoreException(
        "expected "
            + expected
            + ", got one that does not fit: "
            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
  }

  /** The sampling of its tap. */
  int every() {
    return every;
  }

  long frames() {
    return frames;
  }

  /** Whether some frame is of this model. */
  boolean has(String model) {
    return contexts.stream().anyMatch(context -> context.model().equals(model));
  }

  /** Gives all frames in the order in which they came. */
  void forEach(Consumer<Frame> listener) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      PriorityQueue<GroupCursor> next =
          new PriorityQueue<>(Comparator.comparingLong(GroupCursor::order));
      for (GroupCursor cursor : cursors(channel)) {
        if (cursor.next()) {
          next.add(cursor);
        }
      }
      for (long order = 0; order < frames; order++) {
        GroupCursor cursor = next.poll();
        if (cursor == null || cursor.order() != order) {
          throw new StoreException("expected frame " + order + " in " + file + ", got another");
        }
        listener.accept(cursor.frame(sessions, contexts));
        if (cursor.next()) {
          next.add(cursor);
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw unfit("a recording in " + file, e);
    }
  }

  private List<GroupCursor> cursors(FileChannel channel) {
    List<GroupCursor> cursors = new ArrayList<>();
    for (String group : groups) {
      cursors.add(new GroupCursor(channel, group, tensors));
    }
    return cursors;
  }
}
