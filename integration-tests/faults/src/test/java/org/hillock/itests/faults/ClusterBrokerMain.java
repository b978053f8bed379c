package org.hillock.itests.faults;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One of several brokers with their controllers on 127.0.0.1, in a process of its own: {@code
 * ClusterBrokerMain FOLDER NODE PORT CONTROLLER-PORT VOTERS CLUSTER REPLICAS}. Prints READY and
 * ends with its standard input.
 */
public final class ClusterBrokerMain {
  private ClusterBrokerMain() {}

  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Path data = Path.of(args[0]);
    int node = Integer.parseInt(args[1]);
    format(data, node, args[5]);
    Properties properties = properties(data, node, args[2], args[3], args[4], args[6]);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    System.out.println("READY");
    while (System.in.read() >= 0) {
      // the end of the stream is the end of the broker
    }
    Runtime.getRuntime().halt(0);
  }

  private static void format(Path data, int node, String cluster) throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(node)
          .setClusterId(cluster)
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName("CONTROLLER")
          .run();
    }
  }

  private static Properties properties(
      Path data, int node, String port, String controllerPort, String voters, String replicas) {
    String host = "127.0.0.1:";
    int least = Math.max(1, Integer.parseInt(replicas) - 1);
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(node));
    p.put("controller.quorum.voters", voters);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "CLIENT");
    p.put("listeners", "CLIENT://" + host + port + ",CONTROLLER://" + host + controllerPort);
    p.put("advertised.listeners", "CLIENT://" + host + port);
    p.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("log.dirs", data.toString());
    p.put("auto.create.topics.enable", "false");
    p.put("default.replication.factor", replicas);
    p.put("min.insync.replicas", Integer.toString(least));
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      p.put(topic + ".replication.factor", replicas);
      p.put(topic + ".num.partitions", "3");
    }
    p.put("transaction.state.log.min.isr", Integer.toString(least));
    p.put("message.max.bytes", Integer.toString(17 << 20));
    p.put("replica.fetch.max.bytes", Integer.toString(17 << 20));
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    p.put("broker.session.timeout.ms", "3000");
    p.put("broker.heartbeat.interval.ms", "500");
    p.put("controller.quorum.election.timeout.ms", "1000");
    p.put("controller.quorum.fetch.timeout.ms", "2000");
    return p;
  }
}
