package org.hillock.brokerd;

import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** The broker process with TLS under SCRAM on its client listener. */
public final class TlsBrokerMain {
  private TlsBrokerMain() {}

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    int port = LoopbackPort.anyFree();
    Secrets secrets = new Secrets(args[1], args[1]);
    new BrokerFolder(data).format(secrets);
    Properties p = BrokerProperties.of(data, port, LoopbackPort.anyFree(), secrets, "internal");
    p.put("listener.security.protocol.map", "CLIENT:SASL_SSL,CONTROLLER:SASL_PLAINTEXT");
    p.put("ssl.keystore.location", args[2]);
    p.put("ssl.keystore.password", "store-password");
    p.put("ssl.truststore.location", args[2]);
    p.put("ssl.truststore.password", "store-password");
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(p, false), Time.SYSTEM);
    server.startup();
    System.out.println("READY 127.0.0.1:" + port);
    while (System.in.read() >= 0) {
      // the end of the stream is the end of the broker
    }
    server.shutdown();
    server.awaitShutdown();
  }
}
