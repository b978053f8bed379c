package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.hillock.broker.internal.RealBroker;
import org.hillock.stream.internal.TransactionalClient.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Another producer takes a writer's id in the middle of its transaction. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FencingTest {
  private RealBroker broker;
  private KafkaClients clients;
  private Claims claims;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    broker = new RealBroker(temp.resolve("broker")).awaitReady();
    clients = new KafkaClients(broker.broker(), "test");
    try (KafkaTransport transport =
        new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"))) {
      claims = new Claims(clients, transport.names(), "node");
      TestStreams.await(
          () -> transport.admin().missing(transport.names().shared()).isEmpty(), "the topics");
    }
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  /** The other one has the id: the broker knows a newer producer. */
  @Test
  void aProducerFencedByANewerOneWasReplaced() throws Exception {
    String id = "hillock.node.fenced";
    try (Admin other = admin(50)) {
      replaced(
          id,
          "ProducerFencedException",
          () -> {
            other.fenceProducers(List.of(id)).all().get();
            awaitState(id, TransactionState.EMPTY);
          });
    }
  }

  /** The other one has had the open transaction aborted, and has not got the id yet. */
  @Test
  void aTransactionThatAnotherHadAbortedWasReplaced() throws Exception {
    String id = "hillock.node.invalid";
    try (Admin other = admin(20_000)) {
      replaced(
          id,
          "InvalidTxnStateException",
          () -> {
            other.fenceProducers(List.of(id));
            awaitState(id, TransactionState.COMPLETE_ABORT);
          });
    }
  }

  /** Its transaction was aborted, but no other writer is there: that is no reason to stop. */
  @Test
  void aFencedWriterWhoseIdNobodyClaimedGoesOn() throws Exception {
    String id = "hillock.node.alone";
    TransactionalClient client = client(id);
    assertEquals(Outcome.COMMITTED, client.commit(transaction(id, 0)));
    Transaction open = transaction(id, 1);
    client.advance(open);
    awaitState(id, TransactionState.ONGOING);
    try (Admin other = admin(50)) {
      other.fenceProducers(List.of(id)).all().get();
    }
    assertEquals(Outcome.COMMITTED, client.commit(open));
    client.close();
    assertEquals(new Claims.Standing(1, false), claims.standing(id, "own"));
  }

  private interface Takeover {
    void take() throws Exception;
  }

  private void replaced(String id, String error, Takeover takeover) throws Exception {
    TransactionalClient client = client(id);
    assertEquals(Outcome.COMMITTED, client.commit(transaction(id, 0)));
    Transaction open = transaction(id, 1);
    client.advance(open);
    awaitState(id, TransactionState.ONGOING);
    takeover.take();
    write(claims.record(id, "another", 0));
    assertEquals(Outcome.REPLACED, client.commit(open));
    assertTrue(client.state().startsWith("replaced by another platform"), client.state());
    assertTrue(client.state().endsWith(error), client.state());
    assertEquals(Outcome.REPLACED, client.commit(transaction(id, 2)));
    client.close();
    assertEquals(new Claims.Standing(0, true), claims.standing(id, "own"));
  }

  private TransactionalClient client(String id) {
    return new TransactionalClient(clients, claims, id, "own", -1, topic -> true, () -> false);
  }

  private Transaction transaction(String id, long number) {
    Transaction transaction = new Transaction(number);
    transaction.add(claims.record(id, "own", number));
    return transaction;
  }

  private void write(Outgoing record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.broker().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value())).get();
    }
  }

  /** Takes ids as a producer does that opens, and waits so long before it asks again. */
  private Admin admin(int backoff) {
    Map<String, Object> all = new HashMap<>(broker.broker().clientProperties());
    all.put("retry.backoff.ms", backoff);
    all.put("retry.backoff.max.ms", backoff);
    return Admin.create(all);
  }

  private void awaitState(String id, TransactionState state) throws Exception {
    try (Admin admin = clients.admin()) {
      TestStreams.await(() -> state(admin, id) == state, id + " to be " + state);
    }
  }

  private static TransactionState state(Admin admin, String id) {
    try {
      return admin.describeTransactions(List.of(id)).description(id).get().state();
    } catch (ExecutionException e) {
      return TransactionState.UNKNOWN;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
