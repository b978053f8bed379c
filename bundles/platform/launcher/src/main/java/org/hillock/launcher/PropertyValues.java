package org.hillock.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Configuration properties from JSON, typed as the Configurator specification says: {@code key} or
 * {@code key:Type}, where an array becomes an array of its element type.
 */
final class PropertyValues {
  private PropertyValues() {}

  static Map<String, Object> of(JsonObject json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.forEach(
        (key, value) -> {
          int colon = key.indexOf(':');
          String name = colon < 0 ? key : key.substring(0, colon);
          String type = colon < 0 ? "" : key.substring(colon + 1).replace("[]", "");
          values.put(
              name,
              value instanceof JsonArray array
                  ? array(name, array, type)
                  : scalar(name, value, type));
        });
    return values;
  }

  private static Object array(String name, JsonArray array, String type) {
    if (array.isEmpty()) {
      return new String[0];
    }
    Class<?> element = scalar(name, array.get(0), type).getClass();
    Object result = Array.newInstance(element, array.size());
    for (int i = 0; i < array.size(); i++) {
      Array.set(result, i, scalar(name, array.get(i), type));
    }
    return result;
  }

  private static Object scalar(String name, JsonValue value, String type) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    return switch (type) {
      case "" -> plain(name, value);
      case "String" -> text;
      case "Integer", "int" -> Integer.valueOf(text);
      case "Long", "long" -> Long.valueOf(text);
      case "Float", "float" -> Float.valueOf(text);
      case "Double", "double" -> Double.valueOf(text);
      case "Boolean", "boolean" -> Boolean.valueOf(text);
      default ->
          throw new IllegalArgumentException(
              "expected String, Integer, Long, Float, Double or Boolean as type of "
                  + name
                  + ", got "
                  + type);
    };
  }

  private static Object plain(String name, JsonValue value) {
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value instanceof JsonNumber number) {
      return number.isIntegral() ? (Object) number.longValueExact() : number.doubleValue();
    }
    return switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default ->
          throw new IllegalArgumentException(
              "expected a text, number, boolean or array as " + name + ", got " + value);
    };
  }
}
