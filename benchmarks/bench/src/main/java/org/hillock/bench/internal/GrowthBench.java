package org.hillock.bench.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.hillock.api.activation.Activations;
import org.hillock.api.registry.Registry;
import org.hillock.broker.Broker;

/**
 * How fast one, two and three processes together fold the frames of one lossless analysis: from the
 * first call until the group has committed everything. Printed, without a bound.
 */
final class GrowthBench {
  private static final String MODEL = "bench-growth";
  private static final String TOPIC = "hillock.activations." + MODEL;
  private static final int PARTITIONS = 6;
  private static final int UNITS = 256;
  private static final int ROWS = 60;
  private static final int CALLS = 1000;
  private static final int PROCESSES = 3;
  private static final long LIMIT_SECONDS = 120;
  private static final long POLL_MILLIS = 20;

  private final Registry registry;
  private final Services services;
  private final Map<String, Object> client;
  private final CommandSession session;
  private final Path folder;
  private final List<TopicPartition> partitions =
      IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(TOPIC, i)).toList();

  /**
   * @param session to create topics in
   * @param folder for what the processes write
   */
  GrowthBench(Registry registry, Services services, CommandSession session, Path folder) {
    this.registry = registry;
    this.services = services;
    this.session = session;
    this.client = services.get(Broker.class).clientProperties();
    this.folder = folder;
  }

  /** Returns one line. */
  String run() throws ExecutionException, IOException, InterruptedException {
    try (Admin admin = PeerProducer.inKafka(() -> Admin.create(new HashMap<>(client)))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
          .all()
          .get();
      try (WideModel model = new WideModel(registry, services, MODEL, UNITS).tapped();
          WideLoad load =
              new WideLoad(registry, services.get(Activations.class), MODEL, UNITS, ROWS)) {
        createTopics();
        load.block(CALLS);
        StringBuilder line = new StringBuilder("analysed by 1, 2, 3 processes:");
        for (int processes = 1; processes <= PROCESSES; processes++) {
          double seconds = seconds(admin, load, processes);
          line.append(
              String.format(
                  Locale.ROOT,
                  "%s %.0f",
                  processes == 1 ? "" : ",",
                  (double) ROWS * CALLS / seconds));
        }
        return line + " frames/s";
      }
    }
  }

  /** Those of the analysis: the other processes look at this broker as at anybody's cluster. */
  private void createTopics() {
    try {
      session.execute("hillock:topics create " + MODEL + " rates");
    } catch (Exception e) {
      throw new IllegalStateException("expected topics of the analysis, got " + e);
    }
  }

  private double seconds(Admin admin, WideLoad load, int processes)
      throws ExecutionException, IOException, InterruptedException {
    String group = "hillock.rates.growth-" + processes;
    Deque<AnalyzingPlatform> platforms = new ArrayDeque<>();
    try {
      for (int i = 0; i < processes; i++) {
        platforms.push(start("growth-" + processes, processes + "-" + i));
      }
      await(platforms, () -> shared(admin, group, processes) && done(admin, group));
      load.block(CALLS / 4);
      await(platforms, () -> done(admin, group));
      long began = System.nanoTime();
      load.block(CALLS);
      await(platforms, () -> done(admin, group));
      return (System.nanoTime() - began) / 1e9;
    } finally {
      platforms.forEach(AnalyzingPlatform::close);
    }
  }

  private AnalyzingPlatform start(String configuration, String name) throws IOException {
    return new AnalyzingPlatform(
        services.folder("hillock.home"),
        Files.createDirectory(folder.resolve(name)),
        client.get("bootstrap.servers").toString(),
        services.folder("hillock.data").resolve("broker/hillock.properties"),
        MODEL,
        configuration);
  }

  /** Whether each of so many members has partitions. */
  private static boolean shared(Admin admin, String group, int processes)
      throws ExecutionException, InterruptedException {
    try {
      ConsumerGroupDescription found =
          admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
      return found.members().stream()
              .filter(member -> !member.assignment().topicPartitions().isEmpty())
              .count()
          == processes;
    } catch (ExecutionException notYet) {
      return false;
    }
  }

  /** Whether the group has committed all that is on the log. */
  private boolean done(Admin admin, String group) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    var ends =
        admin
            .listOffsets(
                partitions.stream()
                    .collect(Collectors.toMap(partition -> partition, p -> OffsetSpec.latest())),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all()
            .get();
    return partitions.stream()
        .allMatch(
            p -> committed.get(p) != null && committed.get(p).offset() >= ends.get(p).offset());
  }

  private interface Condition {
    boolean holds() throws ExecutionException, InterruptedException;
  }

  private static void await(Deque<AnalyzingPlatform> platforms, Condition condition)
      throws ExecutionException, IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.holds()) {
      for (AnalyzingPlatform platform : platforms) {
        platform.requireAlive();
      }
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException(
            "expected the analyses of "
                + platforms.size()
                + " processes to read all frames within "
                + LIMIT_SECONDS
                + " s");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
