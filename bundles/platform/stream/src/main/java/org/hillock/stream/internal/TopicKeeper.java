package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** Topics of which something was said in the log. */
  private final Set<String> noted = ConcurrentHashMap.newKeySet();

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
   * @param words {@code MODEL [ANALYSIS...]}, for the shell command in the message
   * @throws TapRefusedException when an outside cluster answers and has not all of them, or has one
   *     that would lose records
   */
  void require(Collection<String> topics, String words) {
    if (embedded) {
      want(topics);
      return;
    }
    String trouble = admin.trouble();
    if (!trouble.isEmpty()) {
      LOG.log(Level.WARNING, "the topics " + topics + " are not checked: " + trouble);
      return;
    }
    Map<String, TopicState> found;
    try {
      found = admin.find(topics);
    } catch (KafkaException notNow) {
      LOG.log(Level.WARNING, "the cluster does not answer: " + notNow.getMessage());
      return;
    }
    List<String> missing = new ArrayList<>(topics);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      throw new TapRefusedException(
          "expected the topics "
              + missing
              + " on the cluster, got none; create them with hillock:topics create "
              + words);
    }
    for (TopicState topic : found.values()) {
      String problem = admin.plan().problem(topic);
      if (!problem.isEmpty()) {
        throw new TapRefusedException(problem + "; repair it with hillock:topics repair " + words);
      }
    }
    note(found.values());
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

  /** Topics that somebody else made and that were found. */
  synchronized void found(Collection<String> topics) {
    there.addAll(topics);
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
      List<String> old = new ArrayList<>(topics);
      old.removeAll(admin.create(topics));
      if (!old.isEmpty()) {
        Collection<TopicState> found = admin.find(old).values();
        admin.repair(found);
        note(found);
      }
      synchronized (this) {
        wanted.removeAll(topics);
        there.addAll(topics);
      }
    } catch (KafkaException e) {
      LOG.log(Level.DEBUG, "topics " + topics + " wait for the broker: " + e);
      retry(RETRY_MS);
    }
  }

  /** Says once of each topic that it has another number of partitions than is asked for. */
  private void note(Collection<TopicState> topics) {
    for (TopicState topic : topics) {
      String line = admin.plan().otherPartitions(topic.name(), topic.partitions());
      if (!line.isEmpty() && noted.add(topic.name())) {
        LOG.log(Level.WARNING, line);
      }
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
