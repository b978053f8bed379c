package org.hillock.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketServerTest {
  @TempDir Path folder;
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private CommandProcessorImpl processor;
  private SocketServer server;
  private Path socket;

  /** Commands to run. */
  public final class Probe {
    public int greet() {
      System.out.println("ü");
      System.err.println("careful");
      return 3;
    }

    public void waits() throws InterruptedException {
      waiting.countDown();
      try {
        new CountDownLatch(1).await();
      } finally {
        interrupted.countDown();
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    processor = Gogo.processor();
    FakeContext context = new FakeContext();
    context.command("hillock", "greet", "waits");
    processor.addCommand("hillock", new Probe(), "greet");
    processor.addCommand("hillock", new Probe(), "waits");
    socket = folder.resolve("run").resolve("s");
    server =
        new SocketServer(
            socket, new LineRunner(processor, new CommandCatalogue(context.context())));
  }

  @AfterEach
  void stop() {
    server.close();
    processor.stop();
  }

  private SocketChannel ask(String command) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    byte[] bytes = command.getBytes(StandardCharsets.UTF_8);
    channel.write(ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip());
    return channel;
  }

  @Test
  void outputErrorsAndStatusComeBackApart() throws IOException {
    try (SocketChannel channel = ask("greet")) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int kind = in.readByte();
      int number = in.readInt();
      while (kind != 'x') {
        (kind == 'o' ? out : err).write(in.readNBytes(number));
        kind = in.readByte();
        number = in.readInt();
      }
      assertEquals(3, number);
      assertEquals("ü\n", out.toString(StandardCharsets.UTF_8));
      assertEquals("careful\n", err.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aClientThatGoesAwayEndsItsCommand() throws Exception {
    SocketChannel channel = ask("waits");
    assertTrue(waiting.await(10, TimeUnit.SECONDS));
    channel.close();
    assertTrue(interrupted.await(10, TimeUnit.SECONDS));
  }

  @Test
  void closingEndsRunningCommandsAndRemovesTheSocket() throws Exception {
    try (SocketChannel channel = ask("waits")) {
      assertTrue(waiting.await(10, TimeUnit.SECONDS));
      server.close();
      assertTrue(interrupted.await(10, TimeUnit.SECONDS));
      assertFalse(Files.exists(socket));
      assertTrue(channel.isOpen());
    }
  }

  @Test
  void onlyTheOwnerReachesTheSocket() throws IOException {
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
  }

  @Test
  void aSocketFileThatWasLeftIsReplaced() throws IOException {
    Path left = Files.writeString(folder.resolve("left"), "old");
    new SocketServer(
            left, new LineRunner(processor, new CommandCatalogue(new FakeContext().context())))
        .close();
    assertFalse(Files.exists(left));
  }
}
