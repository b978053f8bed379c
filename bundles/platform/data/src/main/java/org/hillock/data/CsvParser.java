package org.hillock.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into the fields of {@link CsvTable}. */
final class CsvParser {
  private final String text;
  private final String where;
  private int at;
  private int line = 1;

  CsvParser(String text, String where) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.where = where;
  }

  CsvTable table() throws IOException {
    List<String> header = null;
    List<List<String>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    while (at < text.length()) {
      int start = line;
      List<String> row = row();
      if (row.size() == 1 && row.get(0).isEmpty()) {
        continue;
      }
      if (header == null) {
        header = row;
      } else if (row.size() != header.size()) {
        throw new IOException(
            "expected "
                + header.size()
                + " fields as in the header, got "
                + row.size()
                + ": "
                + where
                + " line "
                + start);
      } else {
        rows.add(List.copyOf(row));
        lines.add(start);
      }
    }
    if (header == null) {
      throw new IOException("expected a header line, got nothing: " + where);
    }
    return new CsvTable(where, header, rows, lines.stream().mapToInt(n -> n).toArray());
  }

  private List<String> row() throws IOException {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
      if (at >= text.length() || text.charAt(at++) != ',') {
        break;
      }
    }
    line++;
    return fields;
  }

  /** Stops at a comma or a line feed; a carriage return before that one is dropped. */
  private String plain() {
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    boolean windows = at > from && text.charAt(at - 1) == '\r';
    return text.substring(from, windows ? at - 1 : at);
  }

  private String quoted() throws IOException {
    int start = line;
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
      }
      if (c != '"') {
        field.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append(c);
        at++;
      } else {
        at++;
        if (!plain().isEmpty()) {
          throw new IOException(
              "expected a comma after a closing quote, got other text: " + where + " line " + line);
        }
        return field.toString();
      }
    }
    throw new IOException(
        "expected a closing quote, got the end of the text: " + where + " line " + start);
  }
}
