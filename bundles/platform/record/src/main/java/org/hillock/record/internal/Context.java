package org.hillock.record.internal;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.util.List;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;

/**
 * What a frame says in words; many frames share one.
 *
 * @param dataset of the frame's sample, or an empty text
 * @param split of the sample, or null
 */
record Context(
    Kind kind,
    String sessionName,
    String model,
    String version,
    String site,
    SiteSpec.Kind siteKind,
    DType dtype,
    Mode mode,
    String dataset,
    Split split,
    String key,
    String label,
    int every,
    double dt,
    List<String> axes,
    List<String> interventions,
    String node,
    String traceId,
    String reason) {

  static Context of(Frame f) {
    return new Context(
        f.kind(),
        f.sessionName(),
        f.model(),
        f.version(),
        f.site(),
        f.siteKind(),
        f.values().dtype(),
        f.mode(),
        f.sample() == null ? "" : f.sample().dataset(),
        f.sample() == null ? null : f.sample().split(),
        f.key(),
        f.label(),
        f.every(),
        f.dt(),
        f.axes(),
        f.interventions(),
        f.node(),
        f.traceId(),
        f.reason());
  }

  static Context of(JsonObject json) {
    return new Context(
        Kind.valueOf(json.getString("kind")),
        json.getString("session_name"),
        json.getString("model"),
        json.getString("version"),
        json.getString("site"),
        SiteSpec.Kind.valueOf(json.getString("site_kind")),
        DType.valueOf(json.getString("dtype")),
        Mode.valueOf(json.getString("mode")),
        json.getString("dataset"),
        json.getString("split").isEmpty() ? null : Split.valueOf(json.getString("split")),
        json.getString("key"),
        json.getString("label"),
        json.getInt("every"),
        json.getJsonNumber("dt").doubleValue(),
        texts(json, "axes"),
        texts(json, "interventions"),
        json.getString("node"),
        json.getString("trace_id"),
        json.getString("reason"));
  }

  JsonObjectBuilder json() {
    return Provider.JSON
        .createObjectBuilder()
        .add("kind", kind.name())
        .add("session_name", sessionName)
        .add("model", model)
        .add("version", version)
        .add("site", site)
        .add("site_kind", siteKind.name())
        .add("dtype", dtype.name())
        .add("mode", mode.name())
        .add("dataset", dataset)
        .add("split", split == null ? "" : split.name())
        .add("key", key)
        .add("label", label)
        .add("every", every)
        .add("dt", BigDecimal.valueOf(dt))
        .add("axes", texts(axes))
        .add("interventions", texts(interventions))
        .add("node", node)
        .add("trace_id", traceId)
        .add("reason", reason);
  }

  /** The sample of a frame with this context and that index, or null. */
  SampleId sample(long index) {
    return split == null ? null : new SampleId(dataset, split, Math.toIntExact(index));
  }

  private static JsonArrayBuilder texts(List<String> texts) {
    return Provider.JSON.createArrayBuilder(texts);
  }

  private static List<String> texts(JsonObject json, String key) {
    return json.getJsonArray(key).getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }
}
