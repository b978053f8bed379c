package org.hillock.broker.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.hillock.broker.Broker;

/** A broker process for the tests of this bundle. */
public final class RealBroker implements AutoCloseable {
  private final DiskReserve disk;
  private final EmbeddedBroker broker;

  public RealBroker(Path folder) throws IOException {
    Settings settings =
        Settings.thisJvm(folder, Path.of("target", "broker"), 0, 192)
            .withArchives(Path.of("target", "archives"));
    this.disk = DiskReserve.of(settings.data(), 0);
    this.broker = new EmbeddedBroker(settings, disk);
  }

  public Broker broker() {
    return broker;
  }

  public RealBroker awaitReady() throws InterruptedException {
    if (!broker.awaitReady(Duration.ofSeconds(60))) {
      throw new IllegalStateException("no broker: " + broker.status());
    }
    return this;
  }

  /** Kills the process as {@code kill -9} does; it comes back by itself. */
  public void kill() {
    ProcessHandle.of(broker.status().pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Another reserve of free space, bytes; noticed within about a second. */
  public void reserve(long bytes) {
    disk.reserve(bytes);
  }

  /** Settings of the user that may only read. */
  public java.util.Map<String, Object> reader(Path folder) throws IOException {
    return Credentials.open(folder, true)
        .client(Credentials.READER, broker.status().bootstrapServers());
  }

  @Override
  public void close() {
    broker.close();
  }
}
