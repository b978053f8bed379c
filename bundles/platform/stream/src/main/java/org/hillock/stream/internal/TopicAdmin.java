package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Asks and changes the topics of a cluster; each call opens and closes a connection and blocks. */
final class TopicAdmin {
  private static final long RETENTION_BYTES = 2L << 30;
  private static final String READER = "User:reader";

  private final KafkaClients clients;
  private final TopicNames names;
  private final StreamSettings settings;
  private final boolean embedded;

  TopicAdmin(KafkaClients clients, TopicNames names, StreamSettings settings, boolean embedded) {
    this.clients = clients;
    this.names = names;
    this.settings = settings;
    this.embedded = embedded;
  }

  boolean reachable() {
    return clients.reachable();
  }

  /**
   * Returns the topics with our prefix and how many partitions each has.
   *
   * @throws KafkaException when the cluster does not answer or refuses
   */
  Map<String, Integer> list() {
    return with(
        admin -> {
          List<String> ours =
              get(admin.listTopics().names()).stream()
                  .filter(name -> name.startsWith(names.prefix()))
                  .toList();
          Map<String, Integer> partitions = new TreeMap<>();
          for (TopicDescription topic : get(admin.describeTopics(ours).allTopicNames()).values()) {
            partitions.put(topic.name(), topic.partitions().size());
          }
          return partitions;
        });
  }

  /** Returns which of these topics are not there. */
  List<String> missing(Collection<String> topics) {
    return with(
        admin -> {
          List<String> missing = new ArrayList<>(topics);
          missing.removeAll(get(admin.listTopics().names()));
          return missing;
        });
  }

  /** Creates those of these topics that are not there; returns them. */
  List<String> create(Collection<String> topics) {
    return with(
        admin -> {
          List<String> created = new ArrayList<>();
          admin
              .createTopics(topics.stream().map(this::describe).toList())
              .values()
              .forEach(
                  (topic, result) -> {
                    try {
                      get(result);
                      created.add(topic);
                    } catch (TopicExistsException there) {
                      // that is what was wanted
                    }
                  });
          return created;
        });
  }

  /** Lets the embedded broker's second user read all topics with our prefix, and nothing else. */
  void allowReader() {
    with(
        admin -> {
          ResourcePattern topics =
              new ResourcePattern(ResourceType.TOPIC, names.prefix(), PatternType.PREFIXED);
          ResourcePattern groups =
              new ResourcePattern(ResourceType.GROUP, "*", PatternType.LITERAL);
          return get(
              admin
                  .createAcls(
                      List.of(
                          allow(topics, AclOperation.READ),
                          allow(topics, AclOperation.DESCRIBE),
                          allow(groups, AclOperation.READ)))
                  .all());
        });
  }

  private NewTopic describe(String topic) {
    int partitions = names.partitioned(topic) ? settings.partitions() : 1;
    Map<String, String> config = new HashMap<>();
    config.put("max.message.bytes", Integer.toString(StreamSettings.MAX_RECORD));
    if (names.isFindings(topic)) {
      // Each window is a key of its own, so compaction alone would keep them for ever.
      config.put("cleanup.policy", "compact,delete");
    } else if (names.compacted(topic)) {
      config.put("cleanup.policy", "compact");
    } else if (embedded) {
      config.put("retention.bytes", Long.toString(RETENTION_BYTES / partitions));
    }
    return new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
  }

  private static AclBinding allow(ResourcePattern what, AclOperation operation) {
    return new AclBinding(
        what, new AccessControlEntry(READER, "*", operation, AclPermissionType.ALLOW));
  }

  private <T> T with(Function<Admin, T> body) {
    Admin admin = clients.admin();
    try {
      return body.apply(admin);
    } finally {
      clients.close(admin);
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking the cluster");
    }
  }
}
