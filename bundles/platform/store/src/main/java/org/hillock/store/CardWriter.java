package org.hillock.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Example;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;

/** A card as JSON. The tensors of its example are not in it. */
final class CardWriter {
  private CardWriter() {}

  static JsonObject json(ModelCard card) {
    JsonObjectBuilder json = Json.BUILDERS.createObjectBuilder();
    json.add("name", card.name()).add("paper", card.paper());
    json.add("inputs", specs(card.inputs())).add("outputs", specs(card.outputs()));
    JsonArrayBuilder sites = Json.BUILDERS.createArrayBuilder();
    for (SiteSpec site : card.sites()) {
      sites.add(
          tensor(site.name(), site.dtype(), site.axes())
              .add("kind", site.kind().name())
              .add("dt", Json.shortest(site.dt())));
    }
    json.add("sites", sites);
    json.add(
        "state",
        Json.BUILDERS
            .createObjectBuilder()
            .add("meaning", card.state().meaning())
            .add("tensors", specs(card.state().tensors()))
            .add("hash", card.state().hash()));
    json.add("parameterCount", card.parameterCount());
    if (card.example() != null) {
      json.add("example", example(card.example()));
    }
    JsonObjectBuilder provenance = Json.BUILDERS.createObjectBuilder();
    card.provenance().forEach(provenance::add);
    return json.add("provenance", provenance).build();
  }

  private static JsonObjectBuilder example(Example example) {
    return Json.BUILDERS
        .createObjectBuilder()
        .add("time", example.time())
        .add("batch", example.batch())
        .add("inputs", example.inputs().size())
        .add("outputs", example.outputs().size())
        .add("tolerance", Json.shortest(example.tolerance()))
        .add("spikes", example.spikes());
  }

  private static JsonArrayBuilder specs(List<TensorSpec> specs) {
    JsonArrayBuilder array = Json.BUILDERS.createArrayBuilder();
    specs.forEach(spec -> array.add(tensor(spec.name(), spec.dtype(), spec.axes())));
    return array;
  }

  private static JsonObjectBuilder tensor(String name, DType dtype, List<Axis> axes) {
    JsonArrayBuilder array = Json.BUILDERS.createArrayBuilder();
    for (Axis axis : axes) {
      array.add(
          Json.BUILDERS.createObjectBuilder().add("name", axis.name()).add("size", axis.size()));
    }
    return Json.BUILDERS
        .createObjectBuilder()
        .add("name", name)
        .add("dtype", dtype.name())
        .add("axes", array);
  }
}
