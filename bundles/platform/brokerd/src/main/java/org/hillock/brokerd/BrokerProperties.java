package org.hillock.brokerd;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of a single broker that listens on 127.0.0.1 only.
 *
 * <p>Clients authenticate with SCRAM; the broker reaches its own controller with a password made
 * anew for every start, which nobody else knows. What no rule allows is denied.
 */
final class BrokerProperties {
  static final int NODE = 1;
  static final String CLIENT = "CLIENT";
  static final String CONTROLLER = "CONTROLLER";
  static final String MECHANISM = "SCRAM-SHA-512";

  /** 16 MiB of payload and room for what describes it, in bytes. */
  static final int MAX_MESSAGE = 17 << 20;

  private static final String INTERNAL = "controller";
  private static final String HOST = "127.0.0.1:";

  private BrokerProperties() {}

  static Properties of(
      Path data, int port, int controllerPort, Secrets secrets, String controllerSecret) {
    Properties p = new Properties();
    listeners(p, port, controllerPort);
    security(p, secrets, controllerSecret);
    log(p, data);
    smallFootprint(p);
    return p;
  }

  private static void listeners(Properties p, int port, int controllerPort) {
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE));
    p.put("controller.quorum.voters", NODE + "@" + HOST + controllerPort);
    p.put("controller.listener.names", CONTROLLER);
    p.put("inter.broker.listener.name", CLIENT);
    p.put(
        "listeners",
        CLIENT + "://" + HOST + port + "," + CONTROLLER + "://" + HOST + controllerPort);
    p.put("advertised.listeners", CLIENT + "://" + HOST + port);
    p.put(
        "listener.security.protocol.map",
        CLIENT + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
  }

  private static void security(Properties p, Secrets secrets, String controllerSecret) {
    p.put("sasl.enabled.mechanisms", MECHANISM);
    p.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
    p.put(
        "listener.name.client.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
            + BrokerOptions.ADMIN
            + "\" password=\""
            + secrets.admin()
            + "\";");
    p.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    p.put("sasl.mechanism.controller.protocol", "PLAIN");
    p.put(
        "listener.name.controller.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + INTERNAL
            + "\" password=\""
            + controllerSecret
            + "\" user_"
            + INTERNAL
            + "=\""
            + controllerSecret
            + "\";");
    p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    p.put("super.users", "User:" + BrokerOptions.ADMIN + ";User:" + INTERNAL);
    p.put("allow.everyone.if.no.acl.found", "false");
  }

  private static void log(Properties p, Path data) {
    p.put("log.dirs", data.toString());
    p.put("auto.create.topics.enable", "false");
    p.put("log.retention.ms", "3600000");
    p.put("log.retention.bytes", Long.toString(2L << 30));
    p.put("log.retention.check.interval.ms", "60000");
    p.put("log.roll.ms", "900000");
    p.put("log.segment.bytes", Integer.toString(128 << 20));
    p.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    p.put("message.max.bytes", Integer.toString(MAX_MESSAGE));
    p.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE));
    p.put("offsets.topic.replication.factor", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    p.put("group.initial.rebalance.delay.ms", "0");
  }

  private static void smallFootprint(Properties p) {
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("transaction.state.log.segment.bytes", Integer.toString(8 << 20));
    p.put("offsets.topic.segment.bytes", Integer.toString(8 << 20));
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    p.put("background.threads", "2");
    p.put("num.recovery.threads.per.data.dir", "2");
    p.put("queued.max.requests", "100");
    // After a kill the controller waits for the old session to expire before the broker may return.
    p.put("broker.session.timeout.ms", "2500");
    p.put("broker.heartbeat.interval.ms", "500");
  }
}
