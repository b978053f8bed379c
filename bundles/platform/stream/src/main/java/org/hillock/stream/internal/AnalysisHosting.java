package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.StoppedException;

/**
 * Hosts an analysis on a thread of its own: one run after the other, each from the last committed
 * state on, until it is closed or the analysis stops.
 */
final class AnalysisHosting implements HostedAnalysis.Hosting, Part {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long RETRY_MS = 200;
  private static final long REFUSED_MS = 2_000;
  private static final long CLOSE_NANOS = 5_000_000_000L;
  private static final long LEAST_MS = 2_000;

  private final KafkaClients clients;
  private final TopicKeeper keeper;
  private final TopicNames names;
  private final HostedAnalysis analysis;
  private final String transactionalId;
  private final Thread thread;
  private volatile String state = "waits for the broker";
  private volatile AnalysisRun run;
  private volatile boolean closing;

  AnalysisHosting(
      KafkaClients clients,
      TopicKeeper keeper,
      TopicNames names,
      String node,
      HostedAnalysis analysis) {
    this.clients = clients;
    this.keeper = keeper;
    this.names = names;
    this.analysis = analysis;
    this.transactionalId =
        names.prefix() + node + ".analysis." + analysis.name() + "." + analysis.configuration();
    this.thread = new Thread(this::host, "hillock-analysis-" + key());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public String describe() {
    AnalysisRun now = run;
    return now == null ? state : now.place();
  }

  @Override
  public boolean closed() {
    return closing;
  }

  @Override
  public void close() {
    close(System.nanoTime() + CLOSE_NANOS);
  }

  @Override
  public void close(long end) {
    closing = true;
    try {
      thread.join(Math.max(LEAST_MS, (end - System.nanoTime()) / 1_000_000));
      thread.interrupt();
      thread.join(LEAST_MS);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private String key() {
    return analysis.name() + "/" + analysis.configuration();
  }

  private void host() {
    while (!closing) {
      try {
        if (clients.reachable() && topics()) {
          runOnce();
        }
      } catch (TapRefusedException e) {
        state = "refused: " + e.getMessage();
        pause(REFUSED_MS);
      } catch (InterruptException e) {
        closing = true;
      } catch (RuntimeException | LinkageError e) {
        if (failed(e)) {
          return;
        }
      }
    }
  }

  /** Whether it is over. */
  private boolean failed(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof StoppedException) {
        LOG.log(Level.ERROR, "analysis " + key() + " stopped: " + t.getMessage());
        closing = true;
        analysis.stopped(t.getMessage());
        return true;
      }
    }
    if (!closing) {
      state = "starts again after: " + thrown;
      LOG.log(Level.WARNING, "analysis " + key() + " " + state);
      pause(RETRY_MS);
    }
    return closing;
  }

  /** Whether the topics are there. */
  private boolean topics() {
    List<String> topics = new ArrayList<>(names.ofModel(analysis.model()));
    topics.addAll(names.ofAnalysis(analysis.name()));
    keeper.require(topics, analysis.model() + " " + analysis.name());
    if (topics.stream().allMatch(keeper::ready)) {
      return true;
    }
    pause(RETRY_MS / 4);
    return false;
  }

  private void runOnce() {
    Deque<Runnable> closers = new ArrayDeque<>();
    AnalysisRun next = null;
    try {
      String topic = names.frames(analysis.model(), Delivery.LOSSLESS);
      AnalysisLog log = new AnalysisLog(clients, names, analysis, () -> closing);
      closers.push(log::close);
      Producer<byte[], byte[]> producer = clients.shortTransactions(transactionalId);
      closers.push(() -> clients.close(producer, Duration.ofSeconds(1)));
      Consumer<byte[], byte[]> consumer =
          clients.member(
              "analysis-" + analysis.name(),
              names.prefix() + analysis.name() + "." + analysis.configuration());
      closers.push(() -> clients.close(consumer));
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      AnalysisInput input = new AnalysisInput(analysis, consumer, all);
      AnalysisCommit commit = new AnalysisCommit(analysis, log, consumer, producer, topic);
      next = new AnalysisRun(analysis, log, input, commit, () -> closing);
      run = next;
      next.run();
    } catch (RuntimeException | LinkageError e) {
      if (next != null) {
        next.fail();
      }
      throw e;
    } finally {
      run = null;
      closers.forEach(AnalysisHosting::quietly);
      if (next != null) {
        next.close();
      }
    }
  }

  private static void quietly(Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "a client of an analysis did not close: " + e);
    }
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      closing = true;
    }
  }
}
