package org.hillock.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options parse(String... args) {
    return Options.parse(List.of(args));
  }

  @Test
  void withoutACommandTheShellIsInteractive() {
    assertTrue(parse().interactive());
    assertFalse(parse("--nointeractive").interactive());
    assertFalse(parse("demo").interactive());
  }

  @Test
  void foldersAreMadeAbsolute() {
    Options options = parse("--home", "/x/../home", "--data", "data");
    assertEquals(Path.of("/home"), options.home());
    assertTrue(options.data().isAbsolute());
  }

  @Test
  void oneWordIsALineAndSeveralAreQuotedWhereTheyMust() {
    assertEquals("swap fashion; models", parse("do", "swap fashion; models").commandLine());
    assertEquals("bench swap --quick", parse("bench", "swap", "--quick").commandLine());
    assertEquals("record m '*'", parse("record", "m", "*").commandLine());
    assertEquals("note m 'it\\'s \\\\ x'", parse("note", "m", "it's \\ x").commandLine());
  }

  @Test
  void doIsForTheRunningPlatform() {
    assertTrue(parse("do", "models").isDo());
    assertFalse(parse("demo").isDo());
  }

  @Test
  void unknownOptionsAndMissingFoldersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> parse("--nope"));
    assertThrows(IllegalArgumentException.class, () -> parse("--data"));
  }
}
