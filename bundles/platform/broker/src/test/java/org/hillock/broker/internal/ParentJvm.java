package org.hillock.broker.internal;

import java.nio.file.Path;
import java.time.Duration;

/** A process that starts a broker, prints its process id and then waits to be killed. */
final class ParentJvm {
  private ParentJvm() {}

  public static void main(String[] args) throws Exception {
    EmbeddedBroker broker = new EmbeddedBroker(TestBroker.settings(Path.of(args[0])));
    if (!broker.awaitReady(Duration.ofSeconds(120))) {
      System.exit(1);
    }
    System.out.println(broker.status().pid());
    Thread.currentThread().join();
  }
}
