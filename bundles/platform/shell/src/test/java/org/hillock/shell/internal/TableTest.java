package org.hillock.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
  private static String printed(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "none");
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void columnsAreAsWideAsTheirContentAndNumbersStandOnTheRight() {
    Table table = new Table("MODEL", "CALLS", "X").row("fashion", 7, "").row("a", 12345678L, "b");
    String expected =
        """
        MODEL       CALLS  X
        fashion         7
        a        12345678  b
        """;
    assertEquals(expected, printed(table));
  }

  @Test
  void aLineBreakInACellDoesNotBreakTheRow() {
    assertEquals("A\nx y\n", printed(new Table("A").row("x\ny")));
  }

  @Test
  void withoutRowsItSaysSo() {
    assertEquals("none\n", printed(new Table("A")));
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Table("A").row("x", "y"));
  }
}
