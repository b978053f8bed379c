package org.hillock.launcher;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Sends one command to the platform that runs on a data folder and shows its output.
 *
 * <p>Request: length and UTF-8 bytes of the command. Answer: records of a byte, a length and that
 * many bytes for {@code 'o'} (output) and {@code 'e'} (errors), or {@code 'x'} and the status.
 */
final class DoClient {
  /** No platform answers. */
  static final int NO_PLATFORM = 3;

  private final Path data;

  DoClient(Path data) {
    this.data = data;
  }

  int run(String command) {
    if (command.isBlank()) {
      System.err.println("hillock: expected a command, such as: hillock do 'models'");
      return Main.USAGE;
    }
    Path socket = data.resolve("run").resolve("shell.socket");
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      send(channel, command);
      return receive(
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel))));
    } catch (EOFException e) {
      System.err.println("hillock: the platform went away before the command had ended");
    } catch (SocketException e) {
      System.err.println(
          "hillock: expected a running platform on " + data + ", got none (start it: ./hillock)");
    } catch (IOException e) {
      System.err.println("hillock: no answer from the platform on " + data + ": " + e.getMessage());
    }
    return NO_PLATFORM;
  }

  private static void send(SocketChannel channel, String command) throws IOException {
    byte[] bytes = command.getBytes(StandardCharsets.UTF_8);
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
    out.write(ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array());
    out.flush();
  }

  private static int receive(DataInputStream in) throws IOException {
    while (true) {
      int kind = in.readByte();
      int number = in.readInt();
      if (kind == 'x') {
        return number;
      }
      PrintStream target = kind == 'e' ? System.err : System.out;
      target.write(in.readNBytes(number));
      target.flush();
    }
  }
}
