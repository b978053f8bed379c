package org.hillock.shell.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Rows for people: columns as wide as their content, numbers on the right. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();
  private final Set<Integer> right = new TreeSet<>();
  private final int columns;

  Table(String... headings) {
    this.columns = headings.length;
    rows.add(headings);
  }

  Table row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException("expected " + columns + " cells, got " + cells.length);
    }
    String[] texts = new String[columns];
    for (int i = 0; i < columns; i++) {
      texts[i] = Objects.toString(cells[i], "").replaceAll("\\s+", " ");
      if (cells[i] instanceof Number) {
        right.add(i);
      }
    }
    rows.add(texts);
    return this;
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** Prints the rows, or {@code none} where there is no row. */
  void print(PrintStream out, String none) {
    if (isEmpty()) {
      out.println(none);
      return;
    }
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      out.println(line(row, widths));
    }
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      String pad = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? "" : "  ");
      line.append(right.contains(i) ? pad + row[i] : row[i] + pad);
    }
    return line.toString().stripTrailing();
  }
}
