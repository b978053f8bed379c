package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hillock.api.analysis.Finding;

/** Whether findings are equal: same keys, counts exact, reals within 1e-9 relative. */
public final class SameFindings {
  private SameFindings() {}

  /** The last committed finding of each key on a topic. */
  static Map<String, String> onTopic(Map<String, Object> client, String topic, String of) {
    Map<String, String> found = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TestStreams.readAll(client, topic)) {
      Finding finding = AnalysisFindingJson.parse(record.value());
      if (finding.configuration().equals(of)) {
        found.put(new String(record.key(), StandardCharsets.UTF_8), finding.json());
      }
    }
    return found;
  }

  /** The first difference; an empty text when there is none. */
  public static String difference(Map<String, String> expected, Map<String, String> actual) {
    for (String key : expected.keySet()) {
      if (!actual.containsKey(key)) {
        return key + " is missing";
      }
    }
    for (String key : actual.keySet()) {
      if (!expected.containsKey(key)) {
        return key + " is too much";
      }
      String difference = difference(key, read(expected.get(key)), read(actual.get(key)));
      if (!difference.isEmpty()) {
        return difference;
      }
    }
    return "";
  }

  private static JsonObject read(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private static String difference(String where, JsonValue a, JsonValue b) {
    if (a instanceof JsonObject x && b instanceof JsonObject y && x.keySet().equals(y.keySet())) {
      for (String name : x.keySet()) {
        String difference = difference(where + "." + name, x.get(name), y.get(name));
        if (!difference.isEmpty()) {
          return difference;
        }
      }
      return "";
    }
    if (a instanceof JsonArray x && b instanceof JsonArray y && x.size() == y.size()) {
      for (int i = 0; i < x.size(); i++) {
        String difference = difference(where + "[" + i + "]", x.get(i), y.get(i));
        if (!difference.isEmpty()) {
          return difference;
        }
      }
      return "";
    }
    return same(a, b) ? "" : where + ": expected " + a + ", got " + b;
  }

  private static boolean same(JsonValue a, JsonValue b) {
    if (a instanceof JsonNumber x && b instanceof JsonNumber y && !x.isIntegral()) {
      return Math.abs(x.doubleValue() - y.doubleValue()) <= 1e-9 * Math.abs(x.doubleValue());
    }
    return a.equals(b);
  }
}
