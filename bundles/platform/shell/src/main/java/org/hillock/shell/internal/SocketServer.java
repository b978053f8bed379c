package org.hillock.shell.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes commands from other processes on a Unix-domain socket. Who may reach it is decided by its
 * folder, which only the platform's user may enter.
 */
final class SocketServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.shell");
  private static final long JOIN_MILLIS = 3000;

  private final Path socket;
  private final LineRunner runner;
  private final ServerSocketChannel server;
  private final Thread acceptor;
  private final Set<SocketCall> calls = ConcurrentHashMap.newKeySet();

  SocketServer(Path socket, LineRunner runner) throws IOException {
    this.socket = socket;
    this.runner = runner;
    Path folder = Files.createDirectories(socket.getParent());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.deleteIfExists(socket);
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    this.acceptor = new Thread(this::accept, "hillock-shell-socket");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        SocketCall call = new SocketCall(channel, runner, calls::remove);
        calls.add(call);
        call.start();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "socket " + socket + ": " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "socket " + socket + ": " + e.getMessage());
    }
    calls.forEach(call -> call.stop(JOIN_MILLIS));
    try {
      acceptor.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
