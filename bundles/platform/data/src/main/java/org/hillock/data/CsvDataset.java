package org.hillock.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * A data set from a table: a column {@code label} of class names, a column {@code split} of {@code
 * train}, {@code validation} and {@code test}, a column {@code group} if there is one, and numbers
 * in all others. A sample is F32 {@code [columns]}; classes are in alphabetical order.
 */
public final class CsvDataset {
  private static final String LABEL = "label";
  private static final String SPLIT = "split";
  private static final String GROUP = "group";
  private static final int MOST_CLASSES = 256;

  private CsvDataset() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it is no such table; the message has the line and column
   */
  public static Dataset read(String id, Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    int label = table.column(LABEL);
    int split = table.column(SPLIT);
    int group = table.header().indexOf(GROUP);
    List<String> columns = new ArrayList<>(table.header());
    columns.removeAll(List.of(LABEL, SPLIT, GROUP));
    TreeSet<String> names = new TreeSet<>();
    Map<Split, List<Integer>> rows = new EnumMap<>(Split.class);
    for (Split part : Split.values()) {
      rows.put(part, new ArrayList<>());
    }
    List<String> groups = new ArrayList<>();
    for (int r = 0; r < table.size(); r++) {
      names.add(table.row(r).get(label));
      groups.add(group < 0 ? "" : table.row(r).get(group));
      Split part = split(table.row(r).get(split));
      if (part == null) {
        throw table.refused(r, split, "train, validation or test");
      }
      rows.get(part).add(r);
    }
    if (names.size() > MOST_CLASSES || columns.isEmpty()) {
      throw new IOException(
          "expected up to "
              + MOST_CLASSES
              + " classes and a column of numbers, got "
              + names.size()
              + " and "
              + columns
              + ": "
              + file);
    }
    List<String> classes = List.copyOf(names);
    Tensor labels = Tensor.zeros(DType.U8, table.size());
    for (int r = 0; r < table.size(); r++) {
      labels.set(r, classes.indexOf(table.row(r).get(label)));
    }
    LabelledSplit all = new LabelledSplit(table.numbers(columns), labels, groups);
    Map<Split, LabelledSplit> splits = new EnumMap<>(Split.class);
    rows.forEach(
        (part, chosen) -> splits.put(part, all.select(chosen.stream().mapToInt(n -> n).toArray())));
    return new ArrayDataset(id, classes, splits);
  }

  private static Split split(String name) {
    for (Split split : Split.values()) {
      if (split.name().toLowerCase(Locale.ROOT).equals(name)) {
        return split;
      }
    }
    return null;
  }
}
