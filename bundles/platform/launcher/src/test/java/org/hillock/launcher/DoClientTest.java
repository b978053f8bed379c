package org.hillock.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoClientTest {
  @TempDir Path data;

  private interface Answer {
    void write(DataOutputStream out) throws Exception;
  }

  private int ask(String command, Answer answer) throws Exception {
    Path socket = Files.createDirectories(data.resolve("run")).resolve("shell.socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> serve(server, answer));
      int status = new DoClient(data).run(command);
      assertEquals(command, asked.get());
      return status;
    }
  }

  private static String serve(ServerSocketChannel server, Answer answer) {
    try (SocketChannel channel = server.accept()) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      byte[] command = new byte[in.readInt()];
      in.readFully(command);
      answer.write(new DataOutputStream(Channels.newOutputStream(channel)));
      return new String(command, StandardCharsets.UTF_8);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theStatusOfTheCommandIsTheStatusOfTheClient() throws Exception {
    int status =
        ask(
            "models ü",
            out -> {
              out.writeByte('o');
              out.writeInt(0);
              out.writeByte('x');
              out.writeInt(2);
            });
    assertEquals(2, status);
  }

  @Test
  void aPlatformThatGoesAwayIsNoPlatform() throws Exception {
    assertEquals(DoClient.NO_PLATFORM, ask("models", out -> out.writeByte('o')));
  }

  @Test
  void withoutASocketNoPlatformRuns() {
    assertEquals(DoClient.NO_PLATFORM, new DoClient(data).run("models"));
  }

  @Test
  void anEmptyCommandIsWrongUsage() {
    assertEquals(Main.USAGE, new DoClient(data).run(" "));
  }
}
