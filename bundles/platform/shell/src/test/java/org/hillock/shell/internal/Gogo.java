package org.hillock.shell.internal;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

/**
 * Gogo without a framework. Its streams stay for the life of the virtual machine: a command that
 * ends late would put them back after a stop.
 */
final class Gogo {
  private static final ThreadIOImpl STREAMS = started();

  private Gogo() {}

  private static ThreadIOImpl started() {
    ThreadIOImpl streams = new ThreadIOImpl();
    streams.start();
    return streams;
  }

  static CommandProcessorImpl processor() {
    return new CommandProcessorImpl(STREAMS);
  }
}
