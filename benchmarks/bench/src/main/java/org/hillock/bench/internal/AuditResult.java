package org.hillock.bench.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a comparison, in frames unless said otherwise.
 *
 * @param expected that must be in the log
 * @param frames that are in it
 * @param lost that are not
 * @param duplicated that are there twice in one epoch
 * @param foreign that no ledger has, by call, epoch, row, step, site or checksum; records that are
 *     no frames
 * @param misnumbered whose number is not the one after the frame before, or after an end marker
 * @param misresumed rows that went on from a state that was not theirs, frames of an epoch that no
 *     marker announced
 * @param unended streams without their end marker, or with one too early
 * @param superseded that a later epoch made void
 * @param missing that had returned before a death and are not in the log
 * @param missingMillis how long before the last entry the oldest of these had returned
 * @param deaths sessions that a death ended or interrupted, counted each time
 */
record AuditResult(
    long expected,
    long frames,
    long lost,
    long duplicated,
    long foreign,
    long misnumbered,
    long misresumed,
    long unended,
    long superseded,
    long missing,
    long missingMillis,
    long deaths) {
  private static final String MARK = "AUDIT ";

  /** Whether the log is as promised, apart from the age of what is missing. */
  boolean good() {
    return expected > 0
        && lost == 0
        && duplicated == 0
        && foreign == 0
        && misnumbered == 0
        && misresumed == 0
        && unended == 0;
  }

  /** One line that {@link #parse} reads. */
  String line() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("expected", expected);
    values.put("frames", frames);
    values.put("lost", lost);
    values.put("duplicated", duplicated);
    values.put("foreign", foreign);
    values.put("misnumbered", misnumbered);
    values.put("misresumed", misresumed);
    values.put("unended", unended);
    values.put("superseded", superseded);
    values.put("missing", missing);
    values.put("missing-ms", missingMillis);
    values.put("deaths", deaths);
    return MARK + values.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  static boolean is(String line) {
    return line.startsWith(MARK);
  }

  static AuditResult parse(String line) {
    String[] words = line.substring(MARK.length()).split(" ");
    long[] n = new long[words.length];
    for (int i = 0; i < n.length; i++) {
      n[i] = Long.parseLong(words[i].substring(words[i].indexOf('=') + 1));
    }
    return new AuditResult(
        n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11]);
  }
}
