package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One file of numbers computed with the public code. */
record Golden(String name, JsonObject root) {
  static final double FORWARD = 1e-5;
  static final double GRADIENT = 1e-4;

  /** All files of a sheet: of the folder that the property hillock.golden names, or our own. */
  static List<Golden> sheet(String sheet) throws IOException, URISyntaxException {
    String folder = System.getProperty("hillock.golden");
    Path path =
        folder == null
            ? Path.of(Golden.class.getResource("/golden/" + sheet).toURI())
            : Path.of(folder, sheet);
    try (Stream<Path> files = Files.list(path)) {
      List<Path> json = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
      assertTrue(!json.isEmpty(), "expected golden files in " + path);
      return json.stream().map(Golden::read).toList();
    }
  }

  private static Golden read(Path file) {
    try (InputStream in = Files.newInputStream(file);
        JsonReader reader = Json.createReader(in)) {
      return new Golden(file.getFileName().toString(), reader.readObject());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What the file says it is, or an empty text. */
  String component() {
    return root.getString("component", "");
  }

  JsonObject object(String key) {
    JsonObject found = root.getJsonObject(key);
    assertNotNull(found, name + ": expected an object " + key);
    return found;
  }

  double number(String key) {
    return number(object("config"), key);
  }

  static double number(JsonObject from, String key) {
    JsonNumber number = from.getJsonNumber(key);
    assertNotNull(number, "expected a number " + key + " in " + from.keySet());
    return number.doubleValue();
  }

  int integer(String key) {
    return (int) number(key);
  }

  /** A tensor in an object of the file. */
  static GoldenTensor tensor(JsonObject from, String key) {
    JsonObject found = from.getJsonObject(key);
    assertNotNull(found, "expected a tensor " + key + " in " + from.keySet());
    return tensor(found);
  }

  static GoldenTensor tensor(JsonObject json) {
    int[] shape =
        json.getJsonArray("shape").getValuesAs(JsonNumber.class).stream()
            .mapToInt(JsonNumber::intValue)
            .toArray();
    JsonValue data = json.get("data");
    double[] values;
    if (data instanceof JsonArray array) {
      values = new double[array.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(array.get(i), json, i);
      }
    } else {
      values = new double[] {value(data, json, 0)};
    }
    return new GoldenTensor(shape, values);
  }

  private static double value(JsonValue value, JsonObject tensor, int index) {
    if (value instanceof JsonNumber number) {
      return number.doubleValue();
    }
    if (value instanceof JsonString text) {
      return special(text.getString());
    }
    if (value == JsonValue.NULL) {
      return special(tensor.getJsonObject("nonfinite").getString(Integer.toString(index)));
    }
    return value == JsonValue.TRUE ? 1 : 0;
  }

  private static double special(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> throw new IllegalArgumentException("expected inf or nan, got " + text);
    };
  }

  /** Agreement within rtol of the larger of |b| and the tensor's largest magnitude. */
  static void assertAgrees(String what, double[] expected, float[] actual, double rtol) {
    assertEquals(expected.length, actual.length, what + ": number of values");
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Double.isFinite(value) ? Math.abs(value) : 0);
    }
    for (int i = 0; i < expected.length; i++) {
      if (!Double.isFinite(expected[i])) {
        assertEquals(expected[i], actual[i], what + " at " + i);
        continue;
      }
      double error = Math.abs(actual[i] - expected[i]);
      assertTrue(
          error <= rtol * largest,
          what + " at " + i + ": expected " + expected[i] + ", got " + actual[i]);
    }
  }
}
