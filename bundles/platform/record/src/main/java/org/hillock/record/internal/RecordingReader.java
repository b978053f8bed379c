package org.hillock.record.internal;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.tensor.Tensor;
import org.hillock.store.Safetensors;
import org.hillock.store.StoreException;

/**
 * A recording read back.
 *
 * @param every the sampling of its tap
 * @param frames in the order in which they came
 */
record RecordingReader(int every, List<Frame> frames) {

  static RecordingReader read(Path file) throws IOException {
    Path index = RecordingWriter.index(file);
    Safetensors content = Safetensors.read(file);
    try (BufferedReader text = Files.newBufferedReader(index);
        JsonReader reader = Provider.JSON.createReader(text)) {
      JsonObject json = reader.readObject();
      String id = content.metadata().get(RecordingWriter.ID);
      if (json.getInt("format") != 1 || !json.getString("recording").equals(id)) {
        throw new StoreException("expected the index of recording " + id + ", got another");
      }
      return new RecordingReader(json.getInt("every"), frames(json, content.tensors()));
    } catch (RuntimeException e) {
      throw new StoreException(
          "expected a recording's index in "
              + index
              + ", got one that does not fit: "
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static List<Frame> frames(JsonObject json, Map<String, Tensor> tensors) {
    Frame[] frames = new Frame[json.getInt("frames")];
    List<UUID> sessions =
        json.getJsonArray("sessions").getValuesAs(jakarta.json.JsonString.class).stream()
            .map(text -> UUID.fromString(text.getString()))
            .toList();
    List<Context> contexts =
        json.getJsonArray("contexts").getValuesAs(JsonObject.class).stream()
            .map(Context::of)
            .toList();
    for (String name : json.getJsonObject("groups").keySet()) {
      Tensor order = tensors.get(name + RecordingWriter.ORDER);
      Tensor values = tensors.get(name + RecordingWriter.VALUES);
      for (int i = 0; i < order.size(); i++) {
        Context context = contexts.get((int) at(tensors, name + RecordingWriter.CONTEXT, i));
        UUID session = sessions.get((int) at(tensors, name + RecordingWriter.SESSION, i));
        long[] numbers = new long[Column.values().length];
        for (Column column : Column.values()) {
          numbers[column.ordinal()] = at(tensors, name + "." + column.suffix(), i);
        }
        int place = (int) at(tensors, name + RecordingWriter.ORDER, i);
        frames[place] = frame(context, session, numbers, Stack.get(values, i, context.dtype()));
      }
    }
    if (Arrays.asList(frames).contains(null)) {
      throw new IllegalArgumentException("expected " + frames.length + " frames, got fewer");
    }
    return List.of(frames);
  }

  private static long at(Map<String, Tensor> tensors, String name, int index) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("expected tensor " + name);
    }
    long[] one = new long[1];
    tensor.copyTo(index, one, 0, 1);
    return one[0];
  }

  private static Frame frame(Context c, UUID session, long[] numbers, Tensor values) {
    return new Frame(
        c.kind(),
        session,
        (int) numbers[Column.ROW.ordinal()],
        c.sessionName(),
        numbers[Column.SEQUENCE.ordinal()],
        (int) numbers[Column.EPOCH.ordinal()],
        c.model(),
        c.version(),
        c.site(),
        c.siteKind(),
        c.mode(),
        numbers[Column.TRAINING_STEP.ordinal()],
        numbers[Column.CALL.ordinal()],
        c.sample(),
        c.key(),
        c.label(),
        numbers[Column.FIRST_STEP.ordinal()],
        c.every(),
        c.dt(),
        numbers[Column.EVENT_TIME.ordinal()],
        numbers[Column.WALL_TIME.ordinal()],
        c.axes(),
        values,
        c.interventions(),
        c.node(),
        c.traceId(),
        c.reason());
  }
}
