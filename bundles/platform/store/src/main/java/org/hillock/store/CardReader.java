package org.hillock.store;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Example;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** A card from JSON and the tensors of its example. */
final class CardReader {
  private final Map<String, Tensor> tensors;
  private final String where;

  CardReader(Map<String, Tensor> tensors, String where) {
    this.tensors = tensors;
    this.where = where;
  }

  ModelCard card(JsonObject json) throws StoreException {
    try {
      Map<String, String> provenance = new TreeMap<>();
      json.getJsonObject("provenance")
          .forEach((key, value) -> provenance.put(key, ((JsonString) value).getString()));
      return ModelCard.builder(json.getString("name"))
          .paper(json.getString("paper"))
          .inputs(list(json, "inputs", CardReader::spec))
          .outputs(list(json, "outputs", CardReader::spec))
          .sites(list(json, "sites", CardReader::site))
          .state(state(json.getJsonObject("state")))
          .parameterCount(json.getJsonNumber("parameterCount").longValueExact())
          .example(example(json))
          .provenance(provenance)
          .build();
    } catch (ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new StoreException(
          "expected a complete model card, got one with a missing or wrong field in "
              + where
              + ": "
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static <T> List<T> list(JsonObject json, String key, Function<JsonObject, T> element) {
    List<T> list = new ArrayList<>();
    for (JsonValue value : json.getJsonArray(key)) {
      list.add(element.apply(value.asJsonObject()));
    }
    return list;
  }

  private static Axis axis(JsonObject json) {
    return new Axis(json.getString("name"), json.getJsonNumber("size").intValueExact());
  }

  private static DType dtype(JsonObject json) {
    return DType.valueOf(json.getString("dtype"));
  }

  private static TensorSpec spec(JsonObject json) {
    return new TensorSpec(
        json.getString("name"), dtype(json), list(json, "axes", CardReader::axis));
  }

  private static SiteSpec site(JsonObject json) {
    return new SiteSpec(
        json.getString("name"),
        dtype(json),
        list(json, "axes", CardReader::axis),
        SiteSpec.Kind.valueOf(json.getString("kind")),
        json.getJsonNumber("dt").doubleValue());
  }

  private static StateLayout state(JsonObject json) {
    TensorSpec[] specs = list(json, "tensors", CardReader::spec).toArray(TensorSpec[]::new);
    String meaning = json.getString("meaning");
    StateLayout layout =
        specs.length == 0 && meaning.equals(StateLayout.empty().meaning())
            ? StateLayout.empty()
            : StateLayout.of(meaning, specs);
    if (!layout.hash().equals(json.getString("hash"))) {
      throw new IllegalArgumentException(
          "expected state hash " + layout.hash() + ", got " + json.getString("hash"));
    }
    return layout;
  }

  private Example example(JsonObject card) {
    JsonObject json = card.getJsonObject("example");
    if (json == null) {
      return null;
    }
    return new Example(
        json.getJsonNumber("time").intValueExact(),
        json.getJsonNumber("batch").intValueExact(),
        numbered(CheckpointContent.EXAMPLE_INPUT, json.getInt("inputs")),
        numbered(CheckpointContent.EXAMPLE_OUTPUT, json.getInt("outputs")),
        json.getJsonNumber("tolerance").doubleValue(),
        json.getJsonNumber("spikes").longValueExact());
  }

  private List<Tensor> numbered(String prefix, int count) {
    List<Tensor> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Tensor tensor = tensors.get(prefix + i);
      if (tensor == null) {
        throw new IllegalArgumentException("expected tensor " + prefix + i + " of the example");
      }
      list.add(tensor);
    }
    return list;
  }
}
