package org.hillock.compute;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;

/** One file of numbers computed with the public code that its {@code source} names. */
record Golden(JsonObject root) {
  static Golden read(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".json");
        JsonReader reader = Json.createReader(in)) {
      return new Golden(reader.readObject());
    }
  }

  private JsonObject at(String path) {
    JsonObject object = root;
    for (String key : path.split("/")) {
      object = object.getJsonObject(key);
    }
    return object;
  }

  double number(String key) {
    return root.getJsonObject("config").getJsonNumber(key).doubleValue();
  }

  boolean flag(String key) {
    return root.getJsonObject("config").getBoolean(key);
  }

  String text(String key) {
    return root.getJsonObject("config").getString(key);
  }

  int[] shape(String path) {
    return at(path).getJsonArray("shape").getValuesAs(JsonNumber.class).stream()
        .mapToInt(JsonNumber::intValue)
        .toArray();
  }

  double[] doubles(String path) {
    JsonValue data = at(path).get("data");
    if (data instanceof JsonNumber one) {
      return new double[] {one.doubleValue()};
    }
    return data.asJsonArray().getValuesAs(JsonNumber.class).stream()
        .mapToDouble(JsonNumber::doubleValue)
        .toArray();
  }

  float[] floats(String path) {
    double[] x = doubles(path);
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }
}
