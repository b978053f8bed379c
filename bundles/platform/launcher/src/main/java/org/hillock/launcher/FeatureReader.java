package org.hillock.launcher;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads feature files in the form of the OSGi specification 159: {@code bundles}, {@code
 * configurations}, the extension {@code framework-launching-properties}, and our extension {@code
 * hillock-launcher} with the lists {@code first} and {@code ready}.
 */
final class FeatureReader {
  private static final JsonObject NONE = JsonValue.EMPTY_JSON_OBJECT;

  private FeatureReader() {}

  /**
   * All {@code *.json} files of a folder, in the order of their names; a missing folder is empty.
   */
  static Feature folder(Path folder) throws IOException, LaunchException {
    Feature all = Feature.EMPTY;
    if (!Files.isDirectory(folder)) {
      return all;
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      all = all.with(file(file));
    }
    return all;
  }

  static Feature file(Path file) throws IOException, LaunchException {
    try (InputStream in = Files.newInputStream(file);
        JsonReader reader = Json.createReader(in)) {
      return feature(reader.readObject());
    } catch (JsonException | ClassCastException | IllegalArgumentException e) {
      String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw new LaunchException("expected a feature file, got an error in " + file + ": " + text);
    }
  }

  private static Feature feature(JsonObject json) {
    List<String> bundles = new ArrayList<>();
    for (JsonValue bundle :
        json.getOrDefault("bundles", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
      bundles.add(bundle instanceof JsonString id ? id.getString() : id(bundle.asJsonObject()));
    }
    Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
    object(json, "configurations")
        .forEach((pid, value) -> configurations.put(pid, PropertyValues.of(value.asJsonObject())));
    JsonObject extensions = object(json, "extensions");
    Map<String, String> properties = new LinkedHashMap<>();
    extension(extensions, "framework-launching-properties")
        .forEach((key, value) -> properties.put(key, text(value)));
    JsonObject launcher = extension(extensions, "hillock-launcher");
    return new Feature(
        bundles, configurations, properties, list(launcher, "first"), list(launcher, "ready"));
  }

  private static String id(JsonObject bundle) {
    String id = bundle.getString("id", "");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("expected an id in each of the bundles, got " + bundle);
    }
    return id;
  }

  private static JsonObject object(JsonObject json, String key) {
    return json.getOrDefault(key, NONE).asJsonObject();
  }

  private static JsonObject extension(JsonObject extensions, String name) {
    return object(object(extensions, name), "json");
  }

  private static List<String> list(JsonObject json, String key) {
    JsonArray array = json.getOrDefault(key, JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
    return array.stream().map(FeatureReader::text).toList();
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
