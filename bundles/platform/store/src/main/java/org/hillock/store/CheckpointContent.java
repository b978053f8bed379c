package org.hillock.store;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelCard;
import org.hillock.api.tensor.Tensor;

/** What a checkpoint is in a safetensors file. */
final class CheckpointContent {
  static final String FORMAT = "hillock.format";
  static final String VERSION = "1";
  static final String FACTORY = "hillock.factory";
  static final String SETTINGS = "hillock.settings";
  static final String CARD = "hillock.card";
  static final String EXAMPLE = "example.";
  static final String EXAMPLE_INPUT = "example.input.";
  static final String EXAMPLE_OUTPUT = "example.output.";

  private CheckpointContent() {}

  static Safetensors content(Checkpoint checkpoint) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    checkpoint
        .parameters()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(EXAMPLE)) {
                throw new IllegalArgumentException(
                    "expected parameter names that do not begin with " + EXAMPLE + ", got " + name);
              }
              tensors.put(name, tensor);
            });
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(FORMAT, VERSION);
    metadata.put(FACTORY, checkpoint.factory());
    JsonObjectBuilder settings = Json.BUILDERS.createObjectBuilder();
    checkpoint.settings().forEach(settings::add);
    metadata.put(SETTINGS, text(settings.build()));
    ModelCard card = checkpoint.card();
    if (card != null) {
      metadata.put(CARD, text(CardWriter.json(card)));
      if (card.example() != null) {
        number(EXAMPLE_INPUT, card.example().inputs(), tensors);
        number(EXAMPLE_OUTPUT, card.example().outputs(), tensors);
      }
    }
    return Safetensors.of(metadata, tensors);
  }

  private static void number(String prefix, List<Tensor> list, Map<String, Tensor> target) {
    for (int i = 0; i < list.size(); i++) {
      target.put(prefix + i, list.get(i));
    }
  }

  static Checkpoint checkpoint(Safetensors content, String sha256, String where)
      throws StoreException {
    String factory = content.metadata().get(FACTORY);
    if (factory == null) {
      throw new StoreException(
          "expected a checkpoint with metadata "
              + FACTORY
              + ", got a safetensors file of another origin: "
              + where);
    }
    String version = content.metadata().getOrDefault(FORMAT, VERSION);
    if (!version.equals(VERSION)) {
      throw new StoreException(
          "expected checkpoint format " + VERSION + ", got " + version + " in " + where);
    }
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    content
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.startsWith(EXAMPLE)) {
                parameters.put(name, tensor);
              }
            });
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonValue> e : object(content, SETTINGS, where).entrySet()) {
      if (!(e.getValue() instanceof JsonString text)) {
        throw new StoreException(
            "expected a text as setting " + e.getKey() + ", got " + e.getValue() + " in " + where);
      }
      settings.put(e.getKey(), text.getString());
    }
    ModelCard card =
        content.metadata().containsKey(CARD)
            ? new CardReader(content.tensors(), where).card(object(content, CARD, where))
            : null;
    return Checkpoint.of(factory, sha256, settings, parameters, card);
  }

  private static JsonObject object(Safetensors content, String key, String where)
      throws StoreException {
    try (JsonReader reader =
        Json.READERS.createReader(new StringReader(content.metadata().getOrDefault(key, "{}")))) {
      return reader.readObject();
    } catch (RuntimeException e) {
      throw new StoreException(
          "expected a JSON object as metadata "
              + key
              + ", got another text in "
              + where
              + ": "
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static String text(JsonObject object) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = Json.WRITERS.createWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
