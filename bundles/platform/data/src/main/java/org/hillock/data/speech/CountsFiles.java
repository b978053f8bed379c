package org.hillock.data.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.data.CountsSplit;
import org.hillock.data.CsvTable;
import org.hillock.data.Idx;

/**
 * Counts of a split in two files: {@code NAME-counts-idx2-ubyte.gz}, the steps of all samples one
 * after the other, {@code [steps, channels]}, and {@code NAME.csv} with a row a sample.
 */
final class CountsFiles {
  static final int CHANNELS = 140;
  private static final List<String> COLUMNS =
      List.of("label", "steps", "voice", "accent", "rate", "pitch");

  private CountsFiles() {}

  /** Opens a file by its name. */
  @FunctionalInterface
  interface Source {
    InputStream open(String name) throws IOException;
  }

  static CountsSplit read(Source source, String name) throws IOException {
    String csv = name + ".csv";
    CsvTable table;
    try (InputStream in = source.open(csv)) {
      table = CsvTable.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), csv);
    }
    String counts = name + "-counts-idx2-ubyte.gz";
    Tensor rows;
    try (InputStream in = source.open(counts)) {
      rows = Idx.read(in, counts);
    }
    Tensor numbers = table.numbers(COLUMNS.subList(0, 2));
    int voice = table.column("voice");
    long steps = 0;
    for (int i = 0; i < table.size(); i++) {
      steps += (long) numbers.get(2 * i + 1);
    }
    if (rows.dtype() != DType.U8
        || rows.rank() != 2
        || rows.dim(1) != CHANNELS
        || rows.dim(0) != steps) {
      throw new IOException(
          "expected u8["
              + steps
              + ", "
              + CHANNELS
              + "] as "
              + csv
              + " says, got "
              + rows
              + ": "
              + counts);
    }
    byte[] all = rows.bytes();
    byte[][] samples = new byte[table.size()][];
    int[] labels = new int[table.size()];
    String[] groups = new String[table.size()];
    int at = 0;
    for (int i = 0; i < samples.length; i++) {
      int length = (int) numbers.get(2 * i + 1) * CHANNELS;
      samples[i] = Arrays.copyOfRange(all, at, at + length);
      at += length;
      labels[i] = (int) numbers.get(2 * i);
      groups[i] = table.row(i).get(voice);
    }
    return new CountsSplit(samples, labels, groups);
  }

  static void write(Path folder, String name, List<Clip> clips, List<byte[]> counts)
      throws IOException {
    int size = counts.stream().mapToInt(c -> c.length).sum();
    byte[] all = new byte[size];
    List<String> lines = new ArrayList<>(List.of(String.join(",", COLUMNS)));
    int at = 0;
    for (int i = 0; i < clips.size(); i++) {
      byte[] sample = counts.get(i);
      System.arraycopy(sample, 0, all, at, sample.length);
      at += sample.length;
      Clip clip = clips.get(i);
      lines.add(
          String.join(
              ",",
              Integer.toString(clip.label()),
              Integer.toString(sample.length / CHANNELS),
              clip.voice(),
              clip.accent(),
              Integer.toString(clip.rate()),
              Integer.toString(clip.pitch())));
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + "-counts-idx2-ubyte.gz"))) {
      Idx.writeCompressed(Tensor.of(all, size / CHANNELS, CHANNELS), out);
    }
    Files.writeString(folder.resolve(name + ".csv"), String.join("\n", lines) + "\n");
  }
}
