package org.hillock.stream.internal;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.hillock.activation.contract.TransportContract;
import org.hillock.api.spi.Transport;
import org.hillock.broker.internal.RealBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every transport promises, on a broker of its own. */
class KafkaContractTest extends TransportContract {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final StreamSettings SETTINGS =
      new StreamSettings("hillock.", "node", 2, 2, 20_000_000, 4 << 20, 1 << 20, 4 << 20);
  private static RealBroker broker;
  private static KafkaTransport transport;

  @BeforeAll
  static void start(@TempDir Path temp) throws Exception {
    broker = new RealBroker(temp.resolve("broker")).awaitReady();
    transport = new KafkaTransport(broker.broker(), SETTINGS);
  }

  @AfterAll
  static void stop() {
    transport.close();
    broker.close();
  }

  @BeforeEach
  void next() {
    TESTS.incrementAndGet();
  }

  @Override
  protected Transport transport() {
    return transport;
  }

  @Override
  protected String model() {
    return "a-" + TESTS;
  }

  @Override
  protected String otherModel() {
    return "b-" + TESTS;
  }
}
