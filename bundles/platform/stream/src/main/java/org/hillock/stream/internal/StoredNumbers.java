package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.hillock.api.spi.StreamNumbers;

/** The next numbers of a session as JSON text: by delivery, site and row. */
final class StoredNumbers {
  private StoredNumbers() {}

  static String text(StreamNumbers numbers) {
    return Json.createObjectBuilder()
        .add("live", bySite(numbers.live()))
        .add("lossless", bySite(numbers.lossless()))
        .build()
        .toString();
  }

  private static JsonObjectBuilder bySite(Map<String, long[]> numbers) {
    JsonObjectBuilder sites = Json.createObjectBuilder();
    numbers.forEach(
        (site, rows) -> {
          JsonArrayBuilder array = Json.createArrayBuilder();
          for (long number : rows) {
            array.add(number);
          }
          sites.add(site, array);
        });
    return sites;
  }

  /**
   * The numbers that {@link #text} gave.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static StreamNumbers parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject object = reader.readObject();
      return new StreamNumbers(
          bySite(object.getJsonObject("live")), bySite(object.getJsonObject("lossless")));
    } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
      throw new IllegalArgumentException("expected numbers by site and row, got '" + text + "'");
    }
  }

  private static Map<String, long[]> bySite(JsonObject object) {
    Map<String, long[]> sites = new HashMap<>();
    for (String site : object.keySet()) {
      JsonArray array = object.getJsonArray(site);
      long[] rows = new long[array.size()];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = array.getJsonNumber(row).longValueExact();
      }
      sites.put(site, rows);
    }
    return sites;
  }
}
