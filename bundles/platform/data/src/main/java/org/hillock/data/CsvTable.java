package org.hillock.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * A table of texts from comma-separated values (RFC 4180): UTF-8, a header line, fields in double
 * quotes where they hold commas, quotes or line ends, equally many fields in every row. Empty lines
 * are skipped. Immutable.
 */
public final class CsvTable {
  private final String where;
  private final List<String> header;
  private final List<List<String>> rows;
  private final int[] lines;

  CsvTable(String where, List<String> header, List<List<String>> rows, int[] lines) {
    this.where = where;
    this.header = List.copyOf(header);
    this.rows = List.copyOf(rows);
    this.lines = lines;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read or is no such table; the message has the line
   */
  public static CsvTable read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IOException("expected text in UTF-8, got other bytes: " + file);
    }
    return parse(text, file.toString());
  }

  /**
   * Reads a text.
   *
   * @param where names the source in errors
   */
  public static CsvTable parse(String text, String where) throws IOException {
    CsvTable table = new CsvParser(text, where).table();
    if (new HashSet<>(table.header).size() < table.header.size()) {
      throw new IOException(
          "expected different names in the header, got " + table.header + ": " + where + " line 1");
    }
    return table;
  }

  /** Names of the columns. */
  public List<String> header() {
    return header;
  }

  /** Number of rows below the header. */
  public int size() {
    return rows.size();
  }

  /** The texts of a row, counted from 0 below the header. */
  public List<String> row(int index) {
    return rows.get(index);
  }

  /**
   * Index of a column.
   *
   * @throws IOException when there is none of that name
   */
  public int column(String name) throws IOException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new IOException(
          "expected a column '" + name + "', got " + header + ": " + where + " line 1");
    }
    return column;
  }

  /**
   * The numbers of some columns as F32 {@code [rows, columns]}.
   *
   * @throws IOException when a column is missing or a field is no finite number; the message has
   *     its line and column
   */
  public Tensor numbers(List<String> columns) throws IOException {
    Tensor numbers = Tensor.zeros(DType.F32, size(), columns.size());
    float[] target = numbers.floats();
    for (int c = 0; c < columns.size(); c++) {
      int column = column(columns.get(c));
      for (int r = 0; r < size(); r++) {
        target[r * columns.size() + c] = number(r, column);
      }
    }
    return numbers;
  }

  private float number(int row, int column) throws IOException {
    String text = rows.get(row).get(column).strip();
    try {
      float number = Float.parseFloat(text);
      if (Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw refused(row, column, "a finite number");
  }

  /** The error for a field that is not what was expected. */
  IOException refused(int row, int column, String expected) {
    return new IOException(
        "expected "
            + expected
            + " in column '"
            + header.get(column)
            + "', got '"
            + rows.get(row).get(column)
            + "': "
            + where
            + " line "
            + lines[row]);
  }
}
