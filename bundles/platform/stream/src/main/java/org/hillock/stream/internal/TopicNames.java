package org.hillock.stream.internal;

import java.util.List;
import java.util.regex.Pattern;
import org.hillock.api.activation.Delivery;

/**
 * Names of the topics. The longest has 182 characters, of the 249 that Kafka takes; none has an
 * underscore, so none differs from another of ours by a dot only, which Kafka cannot take either.
 */
record TopicNames(String prefix) {
  /** First parts of names after the prefix. */
  static final List<String> KINDS =
      List.of(
          "activations", "analysis-state", "findings", "live", "positions", "registry", "writers");

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  /** The frames of a model. */
  String frames(String model, Delivery delivery) {
    return prefix + (delivery == Delivery.LIVE ? "live." : "activations.") + checked(model);
  }

  /** Where each stream of a model stands, written in the transaction of its frames. */
  String positions(String model) {
    return prefix + "positions." + checked(model);
  }

  String findings(String analysis) {
    return prefix + "findings." + checked(analysis);
  }

  /** The states of an analysis that is hosted, in the transactions of its findings. */
  String analysisState(String analysis) {
    return prefix + "analysis-state." + checked(analysis);
  }

  /** What a hosted analysis writes. */
  List<String> ofAnalysis(String analysis) {
    return List.of(findings(analysis), analysisState(analysis));
  }

  /** The state of each node's registry. */
  String registry() {
    return prefix + "registry";
  }

  String registryEvents() {
    return prefix + "registry.events";
  }

  /** The last transaction of every writer, written in that transaction. */
  String writers() {
    return prefix + "writers";
  }

  List<String> ofModel(String model) {
    return List.of(
        frames(model, Delivery.LOSSLESS), frames(model, Delivery.LIVE), positions(model));
  }

  List<String> shared() {
    return List.of(registry(), registryEvents(), writers());
  }

  boolean isFindings(String topic) {
    return topic.startsWith(prefix + "findings.");
  }

  /** Whether only the last record of each key counts. */
  boolean compacted(String topic) {
    return topic.startsWith(prefix + "positions.")
        || topic.startsWith(prefix + "analysis-state.")
        || topic.equals(registry())
        || topic.equals(writers());
  }

  /** Whether a topic has as many partitions as the configuration says, and not one. */
  boolean partitioned(String topic) {
    return topic.startsWith(prefix + "activations.") || topic.startsWith(prefix + "live.");
  }

  /** Whether a topic is one of this prefix and generation. */
  boolean ours(String topic) {
    return topic.startsWith(prefix)
        && KINDS.stream().anyMatch(kind -> (topic + ".").startsWith(prefix + kind + "."));
  }

  /** The model of a topic of positions, or an empty text for any other topic. */
  String modelOfPositions(String topic) {
    String start = prefix + "positions.";
    String model = topic.startsWith(start) ? topic.substring(start.length()) : "";
    return NAME.matcher(model).matches() ? model : "";
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name of [a-z0-9-]{1,64} for a topic, got '" + name + "'");
    }
    return name;
  }
}
