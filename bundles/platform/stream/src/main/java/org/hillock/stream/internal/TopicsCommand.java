package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** What the shell command {@code hillock:topics} does. */
final class TopicsCommand {
  private final KafkaTransport transport;

  TopicsCommand(KafkaTransport transport) {
    this.transport = transport;
  }

  String run(String... words) {
    try {
      if (words.length == 0) {
        return list(transport.admin().list());
      }
      if (words.length > 1 && words[0].equals("create")) {
        return created(create(words));
      }
    } catch (KafkaException e) {
      throw new IllegalStateException("expected the broker to answer, got: " + e.getMessage());
    }
    throw new IllegalArgumentException(
        "expected: topics [create MODEL [ANALYSIS...]], got: topics " + String.join(" ", words));
  }

  private List<String> create(String... words) {
    TopicNames names = transport.names();
    List<String> topics = new ArrayList<>(names.shared());
    topics.addAll(names.ofModel(words[1]));
    for (int i = 2; i < words.length; i++) {
      topics.addAll(names.ofAnalysis(words[i]));
    }
    return transport.admin().create(topics);
  }

  private static String created(List<String> topics) {
    return topics.isEmpty()
        ? "all of these topics were there"
        : "created " + String.join(", ", topics);
  }

  private static String list(Map<String, Integer> topics) {
    StringBuilder lines = new StringBuilder();
    topics.forEach(
        (topic, partitions) ->
            lines
                .append(topic)
                .append(partitions == 1 ? "  1 partition" : "  " + partitions + " partitions")
                .append('\n'));
    return topics.isEmpty() ? "no topics" : lines.toString().stripTrailing();
  }
}
