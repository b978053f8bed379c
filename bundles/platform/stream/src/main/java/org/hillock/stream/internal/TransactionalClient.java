package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Brings transactions into the log, each exactly once: it sends again after an abort, repeats a
 * commit that timed out, and after an error that a producer does not survive opens a new one and
 * looks whether the commit had gone through. Belongs to the writer's thread.
 */
final class TransactionalClient {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long RETRY_MS = 100;

  /** Time for another writer to state its claim. */
  private static final long CLAIM_MS = 1000;

  private final KafkaClients clients;
  private final Claims claims;
  private final String id;
  private final String name;
  private final Predicate<String> ready;
  private final BooleanSupplier over;
  private final Map<String, Integer> partitions = new HashMap<>();
  private volatile String state = "opens";
  private Producer<byte[], byte[]> producer;
  private boolean initialised;
  private boolean aborting;
  private boolean replaced;

  /** Looked up since the producer was initialised; null when not. */
  private Claims.Standing standing;

  /** Number of the last transaction that is known to be in the log. */
  private long confirmed;

  /** Whether a commit went through here, so that another's claim after it means another writer. */
  private boolean claimed;

  /** How a commit ended. */
  enum Outcome {
    COMMITTED,
    /** Another writer has the id; nothing can be written any more. */
    REPLACED,
    /** The writer is being closed and time is over. */
    OVER,
    /** It was left by an earlier writer, and the log does not tell any more what became of it. */
    UNKNOWN
  }

  /**
   * @param id transactional id
   * @param name of the writer in its claims
   * @param confirmed number of its last transaction that is known to be in the log, or -1
   * @param ready whether a topic is there, as far as that is known here
   * @param over whether to give up
   */
  TransactionalClient(
      KafkaClients clients,
      Claims claims,
      String id,
      String name,
      long confirmed,
      Predicate<String> ready,
      BooleanSupplier over) {
    this.name = name;
    this.confirmed = confirmed;
    this.clients = clients;
    this.ready = ready;
    this.claims = claims;
    this.id = id;
    this.over = over;
  }

  /** One line: {@code open}, or what it waits for. */
  String state() {
    return state;
  }

  /** Name of the writer in its claims. */
  String name() {
    return name;
  }

  /** Number of the last transaction that is known to be in the log, or -1. */
  long confirmed() {
    return confirmed;
  }

  /** Sends what is new in a transaction, as far as that works now; the commit does the rest. */
  void advance(Transaction transaction) {
    if (producer == null || !initialised || aborting) {
      return;
    }
    try {
      send(transaction);
    } catch (KafkaException e) {
      LOG.log(Level.DEBUG, id + ": left for the commit: " + e);
    }
  }

  /** Commits, for as long as it takes; {@code advance} need not have been called. */
  Outcome commit(Transaction transaction) {
    while (!over.getAsBoolean()) {
      try {
        if (replaced) {
          return Outcome.REPLACED;
        }
        if (!step(transaction)) {
          return Outcome.UNKNOWN;
        }
        return committed(transaction);
      } catch (InterruptException e) {
        Thread.interrupted();
      } catch (TimeoutException e) {
        state = "waits for the broker: " + e.getMessage();
        pause(RETRY_MS);
      } catch (RuntimeException e) {
        failed(e);
        if (replaced && standing.transaction() >= transaction.number()) {
          return committed(transaction);
        }
      }
    }
    return Outcome.OVER;
  }

  private Outcome committed(Transaction transaction) {
    confirmed = transaction.number();
    if (!replaced) {
      claimed = true;
      state = "open";
    }
    return Outcome.COMMITTED;
  }

  void close() {
    if (producer != null) {
      try {
        clients.close(producer, Duration.ofSeconds(1));
      } catch (InterruptException e) {
        LOG.log(Level.DEBUG, id + ": had no time to close");
      }
      producer = null;
    }
  }

  /** Returns whether it is committed; false when that cannot be known any more. */
  private boolean step(Transaction transaction) {
    if (producer == null) {
      if (!clients.reachable()) {
        throw new TimeoutException(clients.trouble());
      }
      producer = clients.transactional(id);
      initialised = false;
      aborting = false;
    }
    if (!initialised) {
      producer.initTransactions();
      initialised = true;
      standing = null;
      if (transaction.begun()) {
        transaction.doubt();
      }
    }
    if (transaction.doubtful()) {
      Claims.Standing now = standing();
      if (now.transaction() >= transaction.number()) {
        return true;
      }
      if (now.transaction() < 0 && now.replaced() && confirmed >= 0) {
        return false;
      }
      transaction.clear();
    }
    if (aborting) {
      producer.abortTransaction();
      aborting = false;
      transaction.restart();
    }
    send(transaction);
    producer.commitTransaction();
    return true;
  }

  private void send(Transaction transaction) {
    if (!transaction.begun()) {
      producer.beginTransaction();
      transaction.begin();
    }
    for (Outgoing next = transaction.unsent(); next != null; next = transaction.unsent()) {
      producer.send(next.to(partitions(next.topic())));
      transaction.sentOne();
    }
  }

  /** Where this writer stands in the log, after whatever was open under its id has ended. */
  private Claims.Standing standing() {
    try {
      if (standing == null) {
        standing = claims.standing(id, name);
      }
      return standing;
    } catch (RuntimeException e) {
      drop();
      throw e;
    }
  }

  private void failed(RuntimeException e) {
    LOG.log(Level.INFO, id + ": " + e);
    state = "waits for the broker: " + e.getMessage();
    if (Fencing.suspected(e)) {
      drop();
      pause(CLAIM_MS);
      replaced = claimed && takenByAnother();
      if (replaced) {
        state = "replaced by another platform that writes under " + id + ": " + Fencing.name(e);
        LOG.log(Level.ERROR, state);
      }
    } else if (aborting || !initialised || !(e instanceof KafkaException)) {
      drop();
      pause(RETRY_MS);
    } else {
      aborting = true;
    }
  }

  private boolean takenByAnother() {
    while (!over.getAsBoolean()) {
      try {
        standing = claims.standing(id, name);
        return standing.replaced();
      } catch (KafkaException e) {
        pause(RETRY_MS);
      }
    }
    return false;
  }

  /** The producer is of no use any more; what it had not committed is sent again by the next. */
  private void drop() {
    if (producer != null) {
      clients.close(producer, Duration.ZERO);
      producer = null;
      initialised = false;
    }
  }

  private int partitions(String topic) {
    Integer known = partitions.get(topic);
    if (known == null) {
      if (!ready.test(topic)) {
        throw new TimeoutException("topic " + topic + " is not there yet");
      }
      known = producer.partitionsFor(topic).size();
      partitions.put(topic, known);
    }
    return known;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      // the loop asks whether it is over
    }
  }
}
