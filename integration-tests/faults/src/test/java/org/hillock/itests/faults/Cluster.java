package org.hillock.itests.faults;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** Brokers in processes of their own on 127.0.0.1, which outlive the platform. */
final class Cluster implements AutoCloseable {
  private final Path folder;
  private final int[] ports;
  private final int[] controllers;
  private final Process[] nodes;
  private final String cluster = Uuid.randomUuid().toString();

  Cluster(Path folder, int size) throws IOException {
    this.folder = Files.createDirectories(folder);
    int[] all = freePorts(2 * size);
    this.ports = IntStream.range(0, size).map(i -> all[i]).toArray();
    this.controllers = IntStream.range(size, 2 * size).map(i -> all[i]).toArray();
    this.nodes = new Process[size];
    Files.writeString(client(), "bootstrap.servers=" + bootstrap() + "\n");
  }

  /** Ports that were free just now, all different. */
  private static int[] freePorts(int count) throws IOException {
    List<ServerSocket> probes = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        probes.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      return probes.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    } finally {
      for (ServerSocket probe : probes) {
        probe.close();
      }
    }
  }

  String bootstrap() {
    return IntStream.of(ports).mapToObj(p -> "127.0.0.1:" + p).collect(Collectors.joining(","));
  }

  /** Settings file of a client. */
  Path client() {
    return folder.resolve("client.properties");
  }

  Cluster startAll() throws Exception {
    for (int node = 0; node < nodes.length; node++) {
      launch(node);
    }
    for (int node = 0; node < nodes.length; node++) {
      awaitReady(node);
    }
    return this;
  }

  /** Starts a node again on its port and data. */
  void start(int node) throws Exception {
    launch(node);
    awaitReady(node);
  }

  private void launch(int node) throws IOException {
    String voters =
        IntStream.range(0, nodes.length)
            .mapToObj(i -> i + "@127.0.0.1:" + controllers[i])
            .collect(Collectors.joining(","));
    File log = log(node).toFile();
    Files.deleteIfExists(log.toPath());
    nodes[node] =
        Processes.start(
            new ProcessBuilder(
                    Distribution.java(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-cp",
                    Path.of("target/test-classes").toAbsolutePath()
                        + File.pathSeparator
                        + Distribution.classPath(),
                    ClusterBrokerMain.class.getName(),
                    folder.resolve("node-" + node).toString(),
                    Integer.toString(node),
                    Integer.toString(ports[node]),
                    Integer.toString(controllers[node]),
                    voters,
                    cluster,
                    Integer.toString(nodes.length))
                .redirectErrorStream(true)
                .redirectOutput(log));
  }

  private void awaitReady(int node) throws Exception {
    Await.until(
        () -> {
          if (!nodes[node].isAlive()) {
            throw new AssertionError("broker " + node + ": " + Files.readString(log(node)));
          }
          return Files.readString(log(node)).contains("READY");
        },
        () -> "broker " + node);
  }

  private Path log(int node) {
    return folder.resolve("node-" + node + ".log");
  }

  /** SIGKILL. */
  void kill(int node) throws Exception {
    Processes.kill(nodes[node].toHandle());
  }

  /** SIGKILL to all. */
  void killAll() throws Exception {
    for (Process node : nodes) {
      node.destroyForcibly();
    }
    close();
  }

  @Override
  public void close() throws Exception {
    for (Process node : nodes) {
      if (node != null) {
        Processes.kill(node.toHandle());
      }
    }
  }
}
