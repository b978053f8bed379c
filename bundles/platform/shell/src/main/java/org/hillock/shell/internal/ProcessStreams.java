package org.hillock.shell.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * The process's own output. Gogo replaces {@code System.out} by a stream that asks which command
 * runs; given to a command as its output, that stream would write into itself.
 */
final class ProcessStreams {
  static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
  static final PrintStream ERR = new PrintStream(new FileOutputStream(FileDescriptor.err), true);

  private ProcessStreams() {}
}
