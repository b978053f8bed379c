package org.hillock.shell.internal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandSession;

/** Runs the lines of standard input where that is no terminal, to its end or an interrupt. */
final class PlainConsole implements Runnable {
  private final LineRunner runner;
  private final InputStream in;

  PlainConsole(LineRunner runner) {
    // A channel, since a thread that waits in System.in cannot be stopped.
    this(runner, Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()));
  }

  PlainConsole(LineRunner runner, InputStream in) {
    this.runner = runner;
    this.in = in;
  }

  @Override
  public void run() {
    CommandSession session =
        runner.session(InputStream.nullInputStream(), ProcessStreams.OUT, ProcessStreams.ERR);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !Leave.isAsked(line)) {
        runner.run(session, line, ProcessStreams.OUT, ProcessStreams.ERR);
        line = lines.readLine();
      }
    } catch (ClosedChannelException e) {
      // Interrupted by the stop of the platform.
      return;
    } catch (IOException e) {
      ProcessStreams.ERR.println("standard input: " + e.getMessage());
    } finally {
      session.close();
    }
  }
}
