package org.hillock.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line.
 *
 * @param home distribution folder
 * @param data folder of all that the platform writes
 * @param interactive whether the shell reads standard input
 * @param command words to run, or none
 */
record Options(Path home, Path data, boolean interactive, List<String> command) {

  static Options parse(List<String> args) {
    Path home = Path.of(System.getProperty("hillock.home", "."));
    Path data = Path.of(System.getProperty("hillock.data", "data"));
    boolean interactive = true;
    int i = 0;
    while (i < args.size() && args.get(i).startsWith("--")) {
      String option = args.get(i++);
      switch (option) {
        case "--home" -> home = Path.of(value(option, args, i++));
        case "--data" -> data = Path.of(value(option, args, i++));
        case "--nointeractive" -> interactive = false;
        default ->
            throw new IllegalArgumentException(
                "expected --home FOLDER, --data FOLDER or --nointeractive, got " + option);
      }
    }
    List<String> command = List.copyOf(args.subList(i, args.size()));
    return new Options(
        home.toAbsolutePath().normalize(),
        data.toAbsolutePath().normalize(),
        interactive && command.isEmpty(),
        command);
  }

  private static String value(String option, List<String> args, int i) {
    if (i == args.size()) {
      throw new IllegalArgumentException("expected a folder after " + option + ", got nothing");
    }
    return args.get(i);
  }

  boolean isDo() {
    return !command.isEmpty() && command.get(0).equals("do");
  }

  /**
   * The command as one line for the shell: a single word stands as it is, of several each is one.
   */
  String commandLine() {
    List<String> words = isDo() ? command.subList(1, command.size()) : command;
    return words.size() == 1
        ? words.get(0)
        : words.stream().map(Options::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    // Not '*', which the shell would take for the names of files.
    return word.matches("[A-Za-z0-9_./:=,@%+-]+")
        ? word
        : "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
