package org.hillock.api.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a model is: the part of it that people and other programs read. Immutable. */
public final class ModelCard {
  private final String name;
  private final String paper;
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> outputs;
  private final List<SiteSpec> sites;
  private final StateLayout state;
  private final long parameterCount;
  private final Example example;
  private final Map<String, String> provenance;

  private ModelCard(Builder b) {
    this.name = Objects.requireNonNull(b.name, "name");
    this.paper = b.paper;
    this.inputs = List.copyOf(b.inputs);
    this.outputs = List.copyOf(b.outputs);
    this.sites = List.copyOf(b.sites);
    this.state = b.state;
    this.parameterCount = b.parameterCount;
    this.example = b.example;
    this.provenance = java.util.Collections.unmodifiableMap(new TreeMap<>(b.provenance));
    if (sites.stream().map(SiteSpec::name).distinct().count() != sites.size()) {
      throw new IllegalArgumentException(
          "expected sites of different names in the card of " + name + ", got " + sites);
    }
  }

  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** The name under which the model is served, {@code [a-z0-9-]{1,64}}. */
  public String name() {
    return name;
  }

  /** The paper that the model follows, or an empty text. */
  public String paper() {
    return paper;
  }

  public List<TensorSpec> inputs() {
    return inputs;
  }

  public List<TensorSpec> outputs() {
    return outputs;
  }

  public List<SiteSpec> sites() {
    return sites;
  }

  /** Index of a site, or -1. */
  public int site(String siteName) {
    for (int i = 0; i < sites.size(); i++) {
      if (sites.get(i).name().equals(siteName)) {
        return i;
      }
    }
    return -1;
  }

  public StateLayout state() {
    return state;
  }

  /** Trainable numbers. */
  public long parameterCount() {
    return parameterCount;
  }

  /**
   * A call with its result, which a version must reproduce before it goes live; null only while a
   * card is drafted.
   */
  public Example example() {
    return example;
  }

  /**
   * How the parameters came to be: data and split hash, settings, seed, code, provider. Ordered by
   * key.
   */
  public Map<String, String> provenance() {
    return provenance;
  }

  /** A draft with all that this card says. */
  public Builder toBuilder() {
    return new Builder(name)
        .paper(paper)
        .inputs(inputs)
        .outputs(outputs)
        .sites(sites)
        .state(state)
        .parameterCount(parameterCount)
        .example(example)
        .provenance(provenance);
  }

  /** A draft of a card. */
  public static final class Builder {
    private final String name;
    private String paper = "";
    private List<TensorSpec> inputs = List.of();
    private List<TensorSpec> outputs = List.of();
    private List<SiteSpec> sites = List.of();
    private StateLayout state = StateLayout.empty();
    private long parameterCount;
    private Example example;
    private Map<String, String> provenance = Map.of();

    private Builder(String name) {
      this.name = name;
    }

    public Builder paper(String citation) {
      this.paper = citation;
      return this;
    }

    public Builder inputs(List<TensorSpec> specs) {
      this.inputs = specs;
      return this;
    }

    public Builder inputs(TensorSpec... specs) {
      return inputs(List.of(specs));
    }

    public Builder outputs(List<TensorSpec> specs) {
      this.outputs = specs;
      return this;
    }

    public Builder outputs(TensorSpec... specs) {
      return outputs(List.of(specs));
    }

    public Builder sites(List<SiteSpec> specs) {
      this.sites = specs;
      return this;
    }

    public Builder sites(SiteSpec... specs) {
      return sites(List.of(specs));
    }

    public Builder state(StateLayout layout) {
      this.state = layout;
      return this;
    }

    public Builder parameterCount(long count) {
      this.parameterCount = count;
      return this;
    }

    public Builder example(Example newExample) {
      this.example = newExample;
      return this;
    }

    public Builder provenance(Map<String, String> entries) {
      this.provenance = entries;
      return this;
    }

    public ModelCard build() {
      return new ModelCard(this);
    }
  }
}
