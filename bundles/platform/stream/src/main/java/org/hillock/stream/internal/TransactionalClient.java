package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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
  private final String name = UUID.randomUUID().toString();
  private final Predicate<String> ready;
  private final BooleanSupplier over;
  private final Map<String, Integer> partitions = new HashMap<>();
  private volatile String state = "opens";
  private Producer<byte[], byte[]> producer;
  private boolean initialised;
  private boolean aborting;
  private boolean replaced;

  /** How a commit ended. */
  enum Outcome {
    COMMITTED,
    /** Another writer has the id; nothing can be written any more. */
    REPLACED,
    /** The writer is being closed and time is over. */
    OVER
  }

  /**
   * @param id transactional id
   * @param ready whether a topic is there, as far as that is known here
   * @param over whether to give up
   */
  TransactionalClient(
      KafkaClients clients,
      Claims claims,
      String id,
      Predicate<String> ready,
      BooleanSupplier over) {
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

  Claims.Claim claim(long number) {
    return new Claims.Claim(name, number);
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
        if (step(transaction)) {
          state = "open";
          return Outcome.COMMITTED;
        }
      } catch (InterruptException e) {
        Thread.interrupted();
      } catch (TimeoutException e) {
        state = "waits for the broker: " + e.getMessage();
        pause(RETRY_MS);
      } catch (RuntimeException e) {
        failed(e);
        if (replaced) {
          return Outcome.REPLACED;
        }
      }
    }
    return Outcome.OVER;
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
      if (transaction.begun() && committed(transaction)) {
        return true;
      }
      transaction.restart();
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

  private boolean committed(Transaction transaction) {
    Claims.Claim last;
    try {
      last = claims.last(id);
    } catch (RuntimeException e) {
      initialised = false;
      drop();
      throw e;
    }
    return last.writer().equals(name) && last.transaction() >= transaction.number();
  }

  private void failed(RuntimeException e) {
    LOG.log(Level.INFO, id + ": " + e);
    state = "waits for the broker: " + e.getMessage();
    if (Fencing.suspected(e)) {
      drop();
      pause(CLAIM_MS);
      replaced = takenByAnother();
      if (replaced) {
        state = "replaced by another platform that writes under " + id;
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
        Claims.Claim last = claims.last(id);
        return last.transaction() >= 0 && !last.writer().equals(name);
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
