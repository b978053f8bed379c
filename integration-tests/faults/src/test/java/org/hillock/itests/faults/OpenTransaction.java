package org.hillock.itests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Waits for the moment just after the platform's writer opened a transaction, which it does not
 * commit before its interval is over: what happens within that time happens in the middle of it.
 */
final class OpenTransaction {
  /** Commit interval that the tests configure, ms. */
  static final long INTERVAL_MS = 1000;

  /** The writer's settings as JSON: one writer, and a transaction that stays open long. */
  static final String CONFIGURATION =
      String.format(
          "{\"node\": \"%s\", \"writers\": 1, \"commit.interval\": %d, \"commit.size\": 65536}",
          PlatformProcess.NODE, INTERVAL_MS);

  private static final String ID = "hillock." + PlatformProcess.NODE + ".writer-0";
  private static final long YOUNG_MS = INTERVAL_MS / 2;
  private static final int ATTEMPTS = 5;

  private final Admin admin;
  private long began;

  OpenTransaction(Admin admin) {
    this.admin = admin;
  }

  /** A client with the settings of a file. */
  static Admin admin(Path client) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(client)) {
      properties.load(in);
    }
    properties.keySet().removeAll(List.of("sasl.username", "sasl.password"));
    return Admin.create(properties);
  }

  /** What happens in the middle of a transaction. */
  interface Fault {
    /**
     * Returns when it has happened.
     *
     * @param coordinator node that coordinates the transaction
     */
    void happen(int coordinator) throws Exception;
  }

  /**
   * Has a fault happen while a transaction that wrote to a topic is open: waits until one is and is
   * young, and looks afterwards how old it is. Where the fault came too late, {@code after} runs
   * and it is tried again.
   */
  void interrupt(String topic, String what, Fault fault, Fault after) throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int coordinator = await(topic);
      fault.happen(coordinator);
      long age = System.currentTimeMillis() - began;
      Scale.say("%s, %d ms into a transaction", what, age);
      after.happen(coordinator);
      if (age < INTERVAL_MS) {
        return;
      }
    }
    throw new AssertionError(
        "expected the fault within "
            + INTERVAL_MS
            + " ms of the begin of a transaction, got it"
            + " later "
            + ATTEMPTS
            + " times");
  }

  private int await(String topic) throws Exception {
    int[] coordinator = {-1};
    Await.until(
        () -> {
          TransactionDescription now = describe().orElse(null);
          if (now == null
              || now.state() != TransactionState.ONGOING
              || now.transactionStartTimeMs().isEmpty()
              || now.topicPartitions().stream().noneMatch(p -> p.topic().equals(topic))) {
            return false;
          }
          began = now.transactionStartTimeMs().getAsLong();
          coordinator[0] = now.coordinatorId();
          return System.currentTimeMillis() - began < YOUNG_MS;
        },
        () -> "a transaction of " + ID + " that is open");
    return coordinator[0];
  }

  /** Of the writer's transactional id; empty as long as the cluster does not know it. */
  private Optional<TransactionDescription> describe() throws Exception {
    try {
      return Optional.of(admin.describeTransactions(List.of(ID)).description(ID).get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
