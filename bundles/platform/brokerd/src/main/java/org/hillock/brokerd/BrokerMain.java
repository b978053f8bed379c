package org.hillock.brokerd;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Main class of the broker process.
 *
 * <p>Prints {@code READY 127.0.0.1:port} on standard output when clients can connect; everything
 * else goes to standard error. Ends when its standard input ends. Exit status: 0 after a clean
 * stop, 2 for a wrong command line, 3 when the port is taken, 1 otherwise.
 */
public final class BrokerMain {
  private static final int WRONG_USE = 2;
  private static final int PORT_TAKEN = 3;
  private static final long STOP_LIMIT_MS = 15_000;
  private static final Logger ROOT = Logger.getLogger("");

  private BrokerMain() {}

  /**
   * Runs the broker until standard input ends.
   *
   * @param args {@code --data FOLDER --secrets FOLDER --port PORT}
   */
  public static void main(String[] args) {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    // Ctrl-C on a terminal reaches every process; when this one ends is for its parent to say.
    sun.misc.Signal.handle(new sun.misc.Signal("INT"), sun.misc.SignalHandler.SIG_IGN);
    ROOT.setLevel(Level.WARNING);
    System.exit(run(args, answers));
  }

  private static int run(String[] args, PrintStream answers) {
    BrokerOptions options;
    try {
      options = BrokerOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return WRONG_USE;
    }
    if (!LoopbackPort.free(options.port())) {
      System.err.println("port " + options.port() + " of 127.0.0.1 is taken");
      return PORT_TAKEN;
    }
    try {
      serve(options, answers);
      return 0;
    } catch (Exception e) {
      ROOT.log(Level.SEVERE, "the broker ended", e);
      return 1;
    }
  }

  private static void serve(BrokerOptions options, PrintStream answers)
      throws IOException, InterruptedException {
    ParentWatch parent = new ParentWatch(System.in, STOP_LIMIT_MS);
    parent.start();
    Secrets secrets = Secrets.read(options.secrets());
    new BrokerFolder(options.data()).format(secrets);
    Properties properties =
        BrokerProperties.of(
            options.data(), options.port(), LoopbackPort.anyFree(), secrets, controllerSecret());
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    try {
      server.startup();
      answers.println("READY 127.0.0.1:" + options.port());
      parent.await();
    } finally {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  private static String controllerSecret() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
