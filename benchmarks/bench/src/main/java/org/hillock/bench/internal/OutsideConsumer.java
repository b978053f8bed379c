package org.hillock.bench.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process outside the platform that reads what is committed and compares it with the ledgers:
 * {@code OutsideConsumer CLIENT-PROPERTIES TOPIC SINCE-MILLIS LEDGER-FOLDER [follow]}. Prints what
 * is wrong, and last the counts; exit status 1 when anything is.
 *
 * <p>With {@code follow} it says READY once it has found the topic, compares whenever a line comes
 * on its standard input, keeps what it read, outlives deaths of the broker, and ends with its
 * input.
 */
public final class OutsideConsumer {
  private OutsideConsumer() {}

  public static void main(String[] args) throws IOException {
    Examples examples = new Examples();
    LogView view = new LogView(examples);
    boolean good = true;
    try (CommittedLog log =
        new CommittedLog(Path.of(args[0]), args[1], Long.parseLong(args[2]), view)) {
      if (args.length < 5) {
        good = compare(log, view, Path.of(args[3]), examples);
      } else {
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("READY");
        while (input.readLine() != null) {
          good &= compare(log, view, Path.of(args[3]), examples);
        }
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean compare(CommittedLog log, LogView view, Path ledgers, Examples examples)
      throws IOException {
    List<LedgerPage> pages = new ArrayList<>();
    log.readToEnd();
    try (Stream<Path> files = Files.list(ledgers)) {
      for (Path file : files.sorted().toList()) {
        pages.add(LedgerPage.read(file));
      }
    }
    AuditResult result = LedgerAudit.compare(view, pages, examples);
    examples.lines().forEach(line -> System.out.println("  " + line));
    examples.clear();
    System.out.println(result.line());
    return result.good();
  }
}
