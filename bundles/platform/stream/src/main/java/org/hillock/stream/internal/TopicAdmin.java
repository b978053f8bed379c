package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks and changes the topics of a cluster; each call opens and closes a connection and blocks, and
 * throws a {@link KafkaException} when the cluster does not answer or refuses.
 */
final class TopicAdmin {
  private static final String READER = "User:reader";

  private final KafkaClients clients;
  private final String prefix;
  private final TopicPlan plan;

  /**
   * @param prefix of all generations of our topics
   */
  TopicAdmin(KafkaClients clients, String prefix, TopicPlan plan) {
    this.clients = clients;
    this.prefix = prefix;
    this.plan = plan;
  }

  boolean reachable() {
    return clients.reachable();
  }

  /** Empty when the broker answers, after its first answer; or what keeps it from that. */
  String trouble() {
    return clients.answers() ? "" : clients.trouble();
  }

  TopicPlan plan() {
    return plan;
  }

  /** Returns the topics with our prefix, by name. */
  Map<String, TopicState> list() {
    return with(
        admin ->
            states(
                admin,
                get(admin.listTopics().names()).stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList()));
  }

  /** Returns those of these topics that are there, by name. */
  Map<String, TopicState> find(Collection<String> topics) {
    return with(
        admin -> {
          List<String> there = new ArrayList<>(topics);
          there.retainAll(get(admin.listTopics().names()));
          return states(admin, there);
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
              .createTopics(topics.stream().map(plan::topic).toList())
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

  /** Gives topics the settings that we would create them with; returns those that had others. */
  List<String> repair(Collection<TopicState> topics) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (TopicState topic : topics) {
      List<AlterConfigOp> ops = new ArrayList<>();
      plan.config(topic.name())
          .forEach(
              (key, value) -> {
                if (!value.equals(topic.setting(key))) {
                  ops.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
                }
              });
      if (!ops.isEmpty()) {
        changes.put(resource(topic.name()), ops);
        names.add(topic.name());
      }
    }
    return changes.isEmpty()
        ? names
        : with(
            admin -> {
              get(admin.incrementalAlterConfigs(changes).all());
              return names;
            });
  }

  /** Lets the embedded broker's second user read all topics with our prefix, and nothing else. */
  void allowReader() {
    with(
        admin -> {
          ResourcePattern topics =
              new ResourcePattern(ResourceType.TOPIC, prefix, PatternType.PREFIXED);
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

  private static Map<String, TopicState> states(Admin admin, Collection<String> topics) {
    Map<String, TopicState> states = new TreeMap<>();
    Map<String, Map<String, String>> settings = settings(admin, topics);
    for (TopicDescription topic : get(admin.describeTopics(topics).allTopicNames()).values()) {
      states.put(
          topic.name(),
          new TopicState(
              topic.name(),
              topic.partitions().size(),
              settings.getOrDefault(topic.name(), Map.of())));
    }
    return states;
  }

  private static Map<String, Map<String, String>> settings(Admin admin, Collection<String> topics) {
    Map<String, Map<String, String>> settings = new HashMap<>();
    try {
      Map<ConfigResource, Config> found =
          get(admin.describeConfigs(topics.stream().map(TopicAdmin::resource).toList()).all());
      found.forEach(
          (resource, config) -> {
            Map<String, String> values = new HashMap<>();
            config.entries().stream()
                .filter(entry -> entry.value() != null)
                .forEach(entry -> values.put(entry.name(), entry.value()));
            settings.put(resource.name(), values);
          });
    } catch (AuthorizationException hidden) {
      // a cluster may keep its settings to itself; topics are used as they are then
      settings.clear();
    }
    return settings;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
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
