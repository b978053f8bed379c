package org.hillock.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A {@link WeightMap} from JSON; every key that it does not know is an error. */
final class WeightMapReader {
  private static final Set<String> MAP = Set.of("batchNorms", "tensors", "ignore");
  private static final Set<String> TENSOR =
      Set.of("from", "to", "gates", "transpose", "permute", "shape");
  private static final Set<String> NORM = Set.of("norm", "weight", "bias", "epsilon", "axis");
  private static final Set<String> GATES = Set.of("from", "to");
  private static final double EPSILON = 1e-5;

  private final String where;

  WeightMapReader(String where) {
    this.where = where;
  }

  WeightMap map(String json) throws StoreException {
    JsonObject map;
    try (JsonReader reader = Json.READERS.createReader(new StringReader(json))) {
      map = reader.readObject();
    } catch (RuntimeException e) {
      throw wrong("a JSON object as a map of weights", e.getMessage());
    }
    keys(map, MAP);
    List<BatchNormFusion> fusions = new ArrayList<>();
    for (JsonObject norm : objects(map, "batchNorms")) {
      keys(norm, NORM);
      int axis = norm.containsKey("axis") ? integers(norm, "axis")[0] : 0;
      double epsilon =
          norm.get("epsilon") instanceof JsonNumber number ? number.doubleValue() : EPSILON;
      fusions.add(
          new BatchNormFusion(
              text(norm, "norm"), text(norm, "weight"), text(norm, "bias"), epsilon, axis));
    }
    List<WeightRule> rules = new ArrayList<>();
    for (JsonObject tensor : objects(map, "tensors")) {
      rules.add(rule(tensor));
    }
    return new WeightMap(fusions, rules, texts(map, "ignore", true), where);
  }

  private WeightRule rule(JsonObject tensor) throws StoreException {
    keys(tensor, TENSOR);
    List<String> from = texts(tensor, "from", false);
    String to = text(tensor, "to");
    for (String name : from) {
      if (stars(name) != stars(to) || stars(name) > 1) {
        throw wrong("one star in each name or in none", name + " to " + to);
      }
    }
    boolean transpose = tensor.containsKey("transpose");
    if (transpose && !tensor.get("transpose").equals(JsonValue.TRUE)) {
      throw wrong("true as transpose of " + to, tensor.get("transpose").toString());
    }
    return new WeightRule(
        from,
        to,
        gates(tensor, to),
        transpose,
        tensor.containsKey("permute") ? integers(tensor, "permute") : null,
        tensor.containsKey("shape") ? integers(tensor, "shape") : null);
  }

  private int[] gates(JsonObject tensor, String to) throws StoreException {
    if (!tensor.containsKey("gates")) {
      return null;
    }
    if (!(tensor.get("gates") instanceof JsonObject gates)) {
      throw wrong("an object as gates of " + to, tensor.get("gates").toString());
    }
    keys(gates, GATES);
    String source = text(gates, "from");
    String target = text(gates, "to");
    int[] order = target.chars().map(source::indexOf).toArray();
    int[] back = source.chars().map(target::indexOf).toArray();
    boolean valid = order.length == back.length && order.length > 0;
    for (int i = 0; valid && i < order.length; i++) {
      valid = order[i] >= 0 && back[order[i]] == i;
    }
    if (!valid) {
      throw wrong("the same letters, each once, in both orders of gates", source + ", " + target);
    }
    return order;
  }

  private static long stars(String name) {
    return name.chars().filter(c -> c == '*').count();
  }

  private void keys(JsonObject object, Set<String> known) throws StoreException {
    for (String key : object.keySet()) {
      if (!known.contains(key)) {
        throw wrong("keys of " + new TreeSet<>(known), key);
      }
    }
  }

  private List<JsonObject> objects(JsonObject object, String key) throws StoreException {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue value : array(object, key)) {
      if (!(value instanceof JsonObject each)) {
        throw wrong("objects in " + key, value.toString());
      }
      objects.add(each);
    }
    return objects;
  }

  private JsonArray array(JsonObject object, String key) throws StoreException {
    JsonValue value = object.getOrDefault(key, JsonValue.EMPTY_JSON_ARRAY);
    if (!(value instanceof JsonArray array)) {
      throw wrong("a list as " + key, value.toString());
    }
    return array;
  }

  private String text(JsonObject object, String key) throws StoreException {
    if (object.get(key) instanceof JsonString text && !text.getString().isEmpty()) {
      return text.getString();
    }
    throw wrong("a text as " + key, String.valueOf(object.get(key)));
  }

  private List<String> texts(JsonObject object, String key, boolean optional)
      throws StoreException {
    if (object.get(key) instanceof JsonString text) {
      return List.of(text.getString());
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue value : array(object, key)) {
      if (!(value instanceof JsonString text)) {
        throw wrong("texts in " + key, value.toString());
      }
      texts.add(text.getString());
    }
    if (texts.isEmpty() && !optional) {
      throw wrong("a text or some texts as " + key, String.valueOf(object.get(key)));
    }
    return texts;
  }

  private int[] integers(JsonObject object, String key) throws StoreException {
    List<JsonValue> values =
        object.get(key) instanceof JsonNumber ? List.of(object.get(key)) : array(object, key);
    int[] integers = new int[values.size()];
    for (int i = 0; i < integers.length; i++) {
      if (!(values.get(i) instanceof JsonNumber number)
          || !number.isIntegral()
          || number.bigIntegerValue().bitLength() > 31
          || number.intValue() < 0) {
        throw wrong("whole numbers from 0 as " + key, object.get(key).toString());
      }
      integers[i] = number.intValue();
    }
    if (integers.length == 0) {
      throw wrong("whole numbers from 0 as " + key, object.get(key).toString());
    }
    return integers;
  }

  private StoreException wrong(String expected, String got) {
    return new StoreException(
        ("expected " + expected + ", got " + got).replaceAll("\\s+", " ") + " in " + where);
  }
}
