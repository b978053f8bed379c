package org.hillock.broker.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;

/**
 * Starts the broker process and starts it again, on the same port and data, whenever it ended by
 * itself.
 */
final class EmbeddedBroker implements Broker, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.broker");
  private static final long START_LIMIT_MS = 60_000;
  private static final long STOP_LIMIT_MS = 20_000;
  private static final long LOG_LIMIT = 8L << 20;
  private static final int TAKEN_BEFORE_ANOTHER_PORT = 3;
  private static final long LOOK_MS = 1_000;

  private final Credentials credentials;
  private final BrokerCommand command;
  private final PortChoice ports;
  private final LogFile log;
  private final DiskReserve disk;
  private final StatusBoard board;
  private final Thread supervisor;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile int port;
  private volatile BrokerProcess process;

  /**
   * Prepares the folder and starts the first process without waiting for it.
   *
   * @throws IOException when the folder or the libraries cannot be used; one line says why
   */
  EmbeddedBroker(Settings settings) throws IOException {
    this(settings, DiskReserve.of(settings.data(), (long) settings.reserveMegabytes() << 20));
  }

  EmbeddedBroker(Settings settings, DiskReserve disk) throws IOException {
    this.disk = disk;
    this.credentials =
        Credentials.open(
            settings.folder(),
            java.nio.file.Files.exists(settings.data().resolve("meta.properties")));
    this.command = new BrokerCommand(settings);
    this.ports = new PortChoice(settings.port(), settings.folder().resolve("port"));
    this.port = ports.port();
    writeClientFiles();
    this.log = new LogFile(settings.log(), LOG_LIMIT);
    this.board = new StatusBoard(at(BrokerState.STARTING, 0, 0, "starting"));
    this.supervisor = new Thread(this::supervise, "hillock-broker-supervisor");
    supervisor.setDaemon(true);
    supervisor.start();
  }

  @Override
  public BrokerStatus status() {
    return board.status();
  }

  @Override
  public Map<String, Object> clientProperties() {
    try {
      return credentials.client(Credentials.ADMIN, address());
    } catch (IOException e) {
      throw new IllegalStateException("the broker's password file cannot be read: " + e, e);
    }
  }

  @Override
  public Subscription onChange(Consumer<BrokerStatus> listener) {
    return board.subscribe(listener);
  }

  @Override
  public boolean awaitReady(Duration limit) throws InterruptedException {
    return board.awaitReady(limit);
  }

  /** Stops the process and waits for its end, at most 20 s, after which it is killed. */
  @Override
  public void close() {
    stop.countDown();
    BrokerProcess running = process;
    if (running != null) {
      running.askToStop();
    }
    try {
      supervisor.join(STOP_LIMIT_MS);
      if (supervisor.isAlive() && process != null) {
        process.kill();
        supervisor.join(STOP_LIMIT_MS);
      }
      log.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the broker's log did not close: " + e);
    }
  }

  private void supervise() {
    Backoff backoff = new Backoff();
    int restarts = 0;
    int taken = 0;
    try {
      while (!stopping()) {
        board.post(at(BrokerState.STARTING, 0, restarts, "starting"));
        long ready = 0;
        int exit;
        try {
          process = BrokerProcess.start(command.words(port), log);
          ready = runOnce(process, restarts);
          exit = process.awaitExit();
          if (exit == 0) {
            command.archive().accept();
          }
        } catch (IOException e) {
          log(Level.ERROR, "the broker process cannot be started: " + e.getMessage());
          exit = -1;
        }
        if (stopping()) {
          break;
        }
        taken = exit == BrokerProcess.EXIT_PORT_TAKEN ? taken + 1 : 0;
        if (taken == TAKEN_BEFORE_ANOTHER_PORT) {
          choosePortAgain();
        }
        restarts++;
        long wait = backoff.after(ready);
        String detail =
            "ended with status " + exit + ", starts again in " + wait + " ms; " + disk.free();
        board.post(at(BrokerState.DOWN, 0, restarts, detail));
        log(Level.WARNING, "the broker " + detail);
        stop.await(wait, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      board.post(at(BrokerState.STOPPED, 0, restarts, "stopped"));
    }
  }

  /** Waits for the end of a run; returns for how many ms it was ready. */
  private long runOnce(BrokerProcess run, int restarts) throws InterruptedException {
    if (stopping()) {
      run.askToStop();
    }
    board.post(at(BrokerState.STARTING, run.pid(), restarts, "starting"));
    if (!run.awaitReady(START_LIMIT_MS)) {
      run.kill();
      run.awaitExit();
      return 0;
    }
    long since = System.nanoTime();
    disk.look();
    board.post(at(BrokerState.READY, run.pid(), restarts, "ready"));
    while (!run.awaitExit(LOOK_MS)) {
      if (disk.look()) {
        board.post(at(BrokerState.READY, run.pid(), restarts, "ready"));
      }
    }
    return (System.nanoTime() - since) / 1_000_000;
  }

  private void choosePortAgain() {
    try {
      port = ports.chooseAgain();
      writeClientFiles();
    } catch (IOException e) {
      log(Level.WARNING, "no other port for the broker: " + e.getMessage());
    }
  }

  private void writeClientFiles() throws IOException {
    credentials.writeClientFile(Credentials.ADMIN, address());
    credentials.writeClientFile(Credentials.READER, address());
  }

  private BrokerStatus at(BrokerState state, long pid, int restarts, String detail) {
    return new BrokerStatus(state, true, address(), pid, restarts, detail, disk.shortage());
  }

  private String address() {
    return "127.0.0.1:" + port;
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private static void log(Level level, String text) {
    LOG.log(level, text);
  }
}
