package org.hillock.broker.internal;

import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;

/**
 * A cluster that somebody else runs; its client settings come from a file that is named, and its
 * state from the clients that ask it.
 */
final class OutsideBroker implements Broker {
  private static final System.Logger LOG = System.getLogger("org.hillock.broker");

  private final StatusBoard board;
  private final ClientProperties settings;

  /**
   * @param bootstrapServers {@code host:port[,host:port]}
   * @param clientFile properties file with Kafka's security settings, or empty for none
   * @throws IOException when the file cannot be read; its content is not in the message
   */
  OutsideBroker(String bootstrapServers, String clientFile) throws IOException {
    Map<String, Object> all = new HashMap<>();
    if (!clientFile.isEmpty()) {
      Properties file = new Properties();
      try (Reader reader = Files.newBufferedReader(Path.of(clientFile))) {
        file.load(reader);
      } catch (IllegalArgumentException e) {
        throw new IOException(clientFile + ": expected a properties file, got another text");
      }
      file.stringPropertyNames().forEach(name -> all.put(name, file.getProperty(name).strip()));
    }
    all.put("bootstrap.servers", bootstrapServers);
    this.settings = new ClientProperties(all);
    this.board =
        new StatusBoard(
            new BrokerStatus(BrokerState.STARTING, false, bootstrapServers, 0, 0, "not asked yet"));
  }

  @Override
  public BrokerStatus status() {
    return board.status();
  }

  @Override
  public Map<String, Object> clientProperties() {
    return settings;
  }

  @Override
  public Subscription onChange(Consumer<BrokerStatus> listener) {
    return board.subscribe(listener);
  }

  @Override
  public boolean awaitReady(Duration limit) throws InterruptedException {
    return board.awaitReady(limit);
  }

  @Override
  public void observed(boolean answers, String detail) {
    BrokerStatus now = board.status();
    BrokerState state = answers ? BrokerState.READY : BrokerState.DOWN;
    if (state != now.state() || !detail.equals(now.detail())) {
      LOG.log(answers ? Level.INFO : Level.WARNING, "outside cluster: " + detail);
      board.post(new BrokerStatus(state, false, now.bootstrapServers(), 0, 0, detail));
    }
  }
}
