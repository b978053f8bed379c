package org.hillock.launcher;

import java.io.IOException;
import java.util.List;

/**
 * Entry point.
 *
 * <pre>
 * java -jar launcher.jar [--home FOLDER] [--data FOLDER] [--nointeractive] [COMMAND...]
 * java -jar launcher.jar [--data FOLDER] do COMMAND...
 * </pre>
 *
 * <p>Without a command the platform runs with its shell on standard input, or with {@code
 * --nointeractive} until it is told to stop. With a command it starts, runs the command, stops, and
 * exits with the command's status.
 */
public final class Main {
  /** The start failed. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  private Main() {}

  /** Runs the program; exits with its status. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      Options options = Options.parse(List.of(args));
      if (options.isDo()) {
        return new DoClient(options.data()).run(options.commandLine());
      }
      return new Launch(options).run();
    } catch (IllegalArgumentException e) {
      System.err.println("hillock: " + e.getMessage());
      return USAGE;
    } catch (IOException | LaunchException e) {
      System.err.println("hillock: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
