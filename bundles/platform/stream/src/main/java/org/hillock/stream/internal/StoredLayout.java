package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.hillock.api.model.Axis;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;

/** The form of a state as JSON text: for each tensor its name, type, and axes with lengths. */
final class StoredLayout {
  private StoredLayout() {}

  static String text(StateLayout layout) {
    JsonArrayBuilder tensors = Json.createArrayBuilder();
    for (TensorSpec spec : layout.tensors()) {
      JsonArrayBuilder axes = Json.createArrayBuilder();
      for (Axis axis : spec.axes()) {
        axes.add(Json.createObjectBuilder().add("name", axis.name()).add("size", axis.size()));
      }
      tensors.add(
          Json.createObjectBuilder()
              .add("name", spec.name())
              .add("dtype", spec.dtype().name())
              .add("axes", axes));
    }
    return tensors.build().toString();
  }

  /**
   * The layout that {@link #text} gave.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static StateLayout parse(String meaning, String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonArray array = reader.readArray();
      if (array.isEmpty() && meaning.equals(StateLayout.empty().meaning())) {
        return StateLayout.empty();
      }
      List<TensorSpec> specs = new ArrayList<>();
      for (JsonValue value : array) {
        JsonObject spec = value.asJsonObject();
        List<Axis> axes = new ArrayList<>();
        for (JsonValue axis : spec.getJsonArray("axes")) {
          JsonObject a = axis.asJsonObject();
          axes.add(new Axis(a.getString("name"), a.getInt("size")));
        }
        specs.add(
            new TensorSpec(spec.getString("name"), DType.valueOf(spec.getString("dtype")), axes));
      }
      return StateLayout.of(meaning, specs.toArray(TensorSpec[]::new));
    } catch (JsonException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("expected the form of a state, got '" + text + "'");
    }
  }
}
