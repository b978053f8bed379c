package org.hillock.itests.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, replication 3 and min.insync 2, of which leaders are killed. */
class ClusterFaultsTest {
  private static final int NODES = 3;
  private static final String FRAMES = "hillock.activations." + PlatformProcess.MODEL;
  private static final String CLAIMS = "hillock.writers";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Load load;
  private static PlatformProcess platform;
  private static Admin admin;
  private static OpenTransaction transaction;
  private static Auditor auditor;

  @BeforeAll
  static void start() throws Exception {
    cluster = new Cluster(folder.resolve("cluster"), NODES).startAll();
    load = new Load(folder.resolve("load"), 2, 1);
    platform =
        new PlatformProcess(
            folder.resolve("data"),
            Map.of(
                "org.hillock.bench.load",
                load.configuration(),
                "org.hillock.stream",
                OpenTransaction.CONFIGURATION,
                "org.hillock.broker",
                "{\"bootstrap.servers\": \"" + cluster.bootstrap() + "\"}"));
    platform.start().awaitReady();
    platform.command("topics create " + PlatformProcess.MODEL);
    admin = OpenTransaction.admin(cluster.client());
    transaction = new OpenTransaction(admin);
    auditor = new Auditor(cluster.client(), load.ledgers());
  }

  @AfterAll
  static void stop() throws Exception {
    Scale.say(
        "three brokers: %s",
        Scale.full()
            ? "all ran"
            : "leader of the frames and platform killed once each; not run: coordinator, leader of"
                + " the claims, all brokers away for 20 s");
    Closing.all(auditor, admin, platform, cluster);
  }

  @Test
  void aLeaderOfTheFramesKilledInTheMiddleOfATransactionLosesAndRepeatsNothing() throws Exception {
    int times = Scale.times(10);
    load.run();
    for (int i = 0; i < times; i++) {
      killed("leader of the frames killed", at -> leader(FRAMES));
    }
    load.end();
    auditor.expectAll("leader of the frames killed " + times + " times");
  }

  @Test
  @EnabledIfSystemProperty(named = "hillock.faults", matches = "full")
  void aCoordinatorKilledInTheMiddleOfATransactionLosesAndRepeatsNothing() throws Exception {
    int times = Scale.times(10);
    load.run();
    for (int i = 0; i < times; i++) {
      killed("coordinator killed", at -> at);
    }
    load.end();
    auditor.expectAll("coordinator of the transactions killed " + times + " times");
  }

  @Test
  @EnabledIfSystemProperty(named = "hillock.faults", matches = "full")
  void aLeaderOfTheClaimsKilledInTheMiddleOfATransactionLosesAndRepeatsNothing() throws Exception {
    int times = Scale.times(10);
    load.run();
    for (int i = 0; i < times; i++) {
      killed("leader of the claims killed", at -> leader(CLAIMS));
    }
    load.end();
    auditor.expectAll("leader of the claims killed " + times + " times");
  }

  @Test
  @EnabledIfSystemProperty(named = "hillock.faults", matches = "full")
  void allBrokersKilledAndAwayForLongLoseAndRepeatNothing() throws Exception {
    Duration away = Scale.time(Duration.ofSeconds(20));
    load.run();
    transaction.interrupt(
        FRAMES,
        "all brokers killed",
        at -> cluster.killAll(),
        at -> {
          Thread.sleep(away.toMillis());
          cluster.startAll();
          load.awaitCalls(50);
        });
    load.end();
    auditor.expectAll("all brokers away for " + away.toMillis() + " ms");
  }

  @Test
  void aPlatformKilledWhileItsBrokersLiveLeavesAGapFreeLogAndGoesOn() throws Exception {
    int times = Scale.times(10);
    load.run();
    for (int i = 0; i < times; i++) {
      transaction.interrupt(
          FRAMES,
          "platform killed with -9",
          at -> platform.kill(),
          at -> {
            load.unwant();
            platform.start().awaitReady();
            Await.until(
                () -> auditor.ask().get("unended") == 0,
                () -> "end markers; it says " + auditor.lines());
            load.run();
          });
    }
    load.end();
    auditor.expectGood("platform killed " + times + " times in mid-transaction");
  }

  private interface Choice {
    int node(int coordinator) throws Exception;
  }

  private static void killed(String what, Choice choice) throws Exception {
    Await.until(ClusterFaultsTest::inSync, () -> "all replicas in sync");
    int[] node = {-1};
    transaction.interrupt(
        FRAMES,
        what,
        at -> {
          node[0] = choice.node(at);
          cluster.kill(node[0]);
        },
        at -> {
          load.awaitCalls(50);
          cluster.start(node[0]);
        });
  }

  private static int leader(String topic) throws Exception {
    return partition(topic).leader().id();
  }

  private static boolean inSync() throws Exception {
    return partition(FRAMES).isr().size() == NODES && partition(CLAIMS).isr().size() == NODES;
  }

  private static TopicPartitionInfo partition(String topic) throws Exception {
    TopicDescription description =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    return description.partitions().get(0);
  }
}
