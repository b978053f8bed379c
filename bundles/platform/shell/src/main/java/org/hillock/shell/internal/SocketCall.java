package org.hillock.shell.internal;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One command of another process; it is interrupted when that process goes away. */
final class SocketCall {
  private static final int MAX_COMMAND = 1 << 20;

  private final SocketChannel channel;
  private final LineRunner runner;
  private final Consumer<SocketCall> ended;
  private final Thread worker;
  private final Thread watcher;

  SocketCall(SocketChannel channel, LineRunner runner, Consumer<SocketCall> ended) {
    this.channel = channel;
    this.runner = runner;
    this.ended = ended;
    this.worker = new Thread(this::work, "hillock-shell-call");
    this.watcher = new Thread(this::watch, "hillock-shell-watch");
    worker.setDaemon(true);
    watcher.setDaemon(true);
  }

  void start() {
    worker.start();
  }

  void stop(long millis) {
    if (Thread.currentThread() == worker) {
      return;
    }
    worker.interrupt();
    try {
      worker.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try (channel) {
      String command = command(new DataInputStream(Channels.newInputStream(channel)));
      DataOutputStream answer =
          new DataOutputStream(new BufferedOutputStream(new ChannelOutput(channel)));
      watcher.start();
      int status;
      try (PrintStream out = stream(answer, 'o');
          PrintStream err = stream(answer, 'e')) {
        status = runner.run(command, InputStream.nullInputStream(), out, err);
      }
      synchronized (answer) {
        answer.writeByte('x');
        answer.writeInt(status);
        answer.flush();
      }
    } catch (IOException e) {
      // The other process is gone: nobody is left to tell.
      return;
    } finally {
      ended.accept(this);
    }
  }

  private static String command(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_COMMAND) {
      throw new IOException("expected a command of at most 1 MiB, got " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static PrintStream stream(DataOutputStream answer, char kind) {
    RecordStream records = new RecordStream(answer, kind);
    return new PrintStream(
        new BufferedOutputStream(records, 1 << 13), true, StandardCharsets.UTF_8);
  }

  /** Reads on after the command: an end means that the other process has gone. */
  private void watch() {
    try {
      ByteBuffer ignored = ByteBuffer.allocate(64);
      while (channel.read(ignored) >= 0) {
        ignored.clear();
      }
    } catch (IOException e) {
      // Closed by the worker, or broken: either way nobody waits for an answer.
      return;
    } finally {
      worker.interrupt();
    }
  }
}
