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
    String trouble = transport.admin().trouble();
    if (!trouble.isEmpty()) {
      throw new IllegalStateException("expected a broker that answers, it is " + trouble);
    }
    try {
      if (words.length == 0) {
        return list(transport.admin().list());
      }
      if (words.length > 1 && words[0].equals("create")) {
        return said("created ", "all of these topics were there", create(named(words)));
      }
      if (words.length > 1 && words[0].equals("repair")) {
        List<String> repaired =
            transport.admin().repair(transport.admin().find(named(words)).values());
        return said("repaired ", "none of these topics needed it", repaired);
      }
    } catch (KafkaException e) {
      throw new IllegalStateException("expected the broker to do it, got: " + e.getMessage());
    }
    throw new IllegalArgumentException(
        "expected: topics [create|repair MODEL [ANALYSIS...]], got: topics "
            + String.join(" ", words));
  }

  private List<String> create(List<String> topics) {
    return transport.admin().create(topics);
  }

  private List<String> named(String... words) {
    TopicNames names = transport.names();
    List<String> topics = new ArrayList<>(names.shared());
    topics.addAll(names.ofModel(words[1]));
    for (int i = 2; i < words.length; i++) {
      topics.addAll(names.ofAnalysis(words[i]));
    }
    return topics;
  }

  private static String said(String done, String nothing, List<String> topics) {
    return topics.isEmpty() ? nothing : done + String.join(", ", topics);
  }

  private String list(Map<String, TopicState> topics) {
    StringBuilder lines = new StringBuilder();
    StringBuilder notes = new StringBuilder();
    TopicPlan plan = transport.admin().plan();
    for (TopicState topic : topics.values()) {
      lines
          .append(topic.name())
          .append(topic.partitions() == 1 ? "  1 partition" : "  " + topic.partitions())
          .append(topic.partitions() == 1 ? "" : " partitions")
          .append(topic.kept().isEmpty() ? "" : "  " + topic.kept())
          .append('\n');
      if (transport.names().ours(topic.name())) {
        note(notes, plan.otherPartitions(topic.name(), topic.partitions()));
        note(notes, plan.problem(topic));
      }
    }
    return topics.isEmpty() ? "no topics" : lines.append(notes).toString().stripTrailing();
  }

  private static void note(StringBuilder notes, String text) {
    if (!text.isEmpty()) {
      notes.append(text).append('\n');
    }
  }
}
