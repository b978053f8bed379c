package org.hillock.stream.internal;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.hillock.broker.Broker;

/**
 * Asks an outside cluster who it is, over a connection that stays, and tells the broker service:
 * every 5 s while it answers, after 1 s and then up to 10 s while it does not. One thread.
 */
final class ClusterWatch implements AutoCloseable {
  private static final long LOOK_MS = 5_000;
  private static final long FIRST_MS = 1_000;
  private static final long LAST_MS = 10_000;

  private final Broker broker;
  private final KafkaClients clients;
  private final Thread thread;
  private volatile boolean closing;

  /** For the thread; null while there is no connection. */
  private Admin admin;

  ClusterWatch(Broker broker, KafkaClients clients) {
    this.broker = broker;
    this.clients = clients;
    this.thread = new Thread(this::run, "hillock-cluster-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long wait = FIRST_MS;
    try {
      while (!closing) {
        boolean answers = ask();
        Thread.sleep(answers ? LOOK_MS : wait);
        wait = answers ? FIRST_MS : Math.min(LAST_MS, wait * 2);
      }
    } catch (InterruptedException e) {
      closing = true;
    } finally {
      drop();
    }
  }

  private boolean ask() throws InterruptedException {
    Map<String, Object> client = broker.clientProperties();
    String trouble = admin == null ? FirstContact.trouble(client) : "";
    String detail = "";
    if (trouble.isEmpty()) {
      try {
        if (admin == null) {
          admin = clients.watch();
        }
        DescribeClusterResult cluster = admin.describeCluster();
        int nodes = cluster.nodes().get().size();
        detail =
            "cluster "
                + cluster.clusterId().get()
                + (nodes == 1 ? " of 1 broker" : " of " + nodes + " brokers")
                + " answers";
      } catch (ExecutionException e) {
        trouble = Trouble.line(e.getCause(), client);
      } catch (RuntimeException e) {
        trouble = Trouble.line(e, client);
      }
    }
    if (!trouble.isEmpty()) {
      drop();
    }
    broker.observed(trouble.isEmpty(), trouble.isEmpty() ? detail : trouble);
    return trouble.isEmpty();
  }

  private void drop() {
    if (admin != null) {
      clients.close(admin);
      admin = null;
    }
  }
}
