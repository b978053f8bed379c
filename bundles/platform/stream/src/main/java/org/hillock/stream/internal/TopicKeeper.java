package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.hillock.api.activation.TapRefusedException;

/**
 * Sees to it that topics are there: creates them on the embedded broker, now or as soon as it
 * answers, and only asks for them on an outside cluster. One thread, which also runs what must not
 * run on others' threads.
 */
final class TopicKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long RETRY_MS = 500;

  private final TopicAdmin admin;
  private final boolean embedded;
  private final ScheduledThreadPoolExecutor thread;

  /** Guarded by this. */
  private final Set<String> wanted = new LinkedHashSet<>();

  /** Guarded by this. */
  private final Set<String> there = new LinkedHashSet<>();

  /** For the thread. */
  private boolean readerAllowed;

  TopicKeeper(TopicAdmin admin, boolean embedded) {
    this.admin = admin;
    this.embedded = embedded;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            body -> {
              Thread created = new Thread(body, "hillock-topics");
              created.setDaemon(true);
              return created;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Makes sure that a model's topics are there or will be.
   *
   * @throws TapRefusedException when an outside cluster answers and has not all of them
   */
  void require(Collection<String> topics, String command) {
    if (embedded) {
      want(topics);
      return;
    }
    List<String> missing;
    try {
      missing = admin.missing(topics);
    } catch (KafkaException notNow) {
      LOG.log(Level.WARNING, "the cluster does not answer: " + notNow.getMessage());
      return;
    }
    if (!missing.isEmpty()) {
      throw new TapRefusedException(
          "expected the topics "
              + missing
              + " on the cluster, got none; create them with "
              + command);
    }
  }

  /** Has topics created on the embedded broker; does nothing on an outside cluster. */
  void want(Collection<String> topics) {
    if (!embedded) {
      return;
    }
    boolean news;
    synchronized (this) {
      news = !there.containsAll(topics);
      if (news) {
        wanted.addAll(topics);
        wanted.removeAll(there);
      }
    }
    if (news) {
      run(this::create);
    }
  }

  /** Whether a topic may be asked for: created here, or a matter of the outside cluster. */
  boolean ready(String topic) {
    if (!embedded) {
      return true;
    }
    synchronized (this) {
      return there.contains(topic);
    }
  }

  /** Runs a task on the keeper's thread, unless it has ended. */
  void run(Runnable task) {
    try {
      thread.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException e) {
              LOG.log(Level.WARNING, "a task of the stream failed: " + e);
            }
          });
    } catch (RejectedExecutionException ended) {
      LOG.log(Level.DEBUG, "a task came after the end");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(RETRY_MS * 20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void create() {
    if (!admin.reachable()) {
      retry(0);
      return;
    }
    List<String> topics;
    synchronized (this) {
      topics = List.copyOf(wanted);
    }
    if (topics.isEmpty()) {
      return;
    }
    try {
      if (!readerAllowed) {
        admin.allowReader();
        readerAllowed = true;
      }
      admin.create(topics);
      synchronized (this) {
        wanted.removeAll(topics);
        there.addAll(topics);
      }
    } catch (KafkaException e) {
      LOG.log(Level.DEBUG, "topics " + topics + " wait for the broker: " + e);
      retry(RETRY_MS);
    }
  }

  private void retry(long millis) {
    try {
      thread.schedule(this::create, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      LOG.log(Level.DEBUG, "the end came before the topics");
    }
  }
}
