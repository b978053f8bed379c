package org.hillock.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;

/**
 * The Spiking Heidelberg Digits, or any set in their layout: files {@code shd_train.h5} and {@code
 * shd_test.h5} in a folder, plain or as the published {@code .h5.gz}.
 *
 * <p>The published set has no validation split. Here those speakers of the training file with the
 * highest numbers validate, a fifth of them and at least one, so that a choice is made on voices
 * that training has not heard, as the test is. Groups are speakers.
 */
public final class Shd {
  /** Id of the set with the published files. */
  public static final String ID = "shd";

  private static final String TRAIN = "shd_train.h5";
  private static final String TEST = "shd_test.h5";

  private Shd() {}

  /** Whether a folder holds both files. */
  public static boolean isFolder(Path folder) {
    return file(folder, TRAIN) != null && file(folder, TEST) != null;
  }

  /** Reads a folder into counts, binned as published. */
  public static Dataset folder(Path folder) throws IOException {
    return folder(folder, ID, Binning.PUBLISHED, 0);
  }

  /**
   * Reads a folder into counts.
   *
   * @param held speakers of the training file that validate; 0 for a fifth of them
   * @throws IOException when a file is missing or damaged, has no speakers, or has too few of them
   */
  public static Dataset folder(Path folder, String id, Binning binning, int held)
      throws IOException {
    Part train = read(folder, TRAIN, binning);
    Part test = read(folder, TEST, binning);
    TreeSet<Integer> speakers = new TreeSet<>(train.speakers);
    if (speakers.size() <= Math.max(1, held) || speakers.first() < 0) {
      throw new IOException(
          "expected more than "
              + Math.max(1, held)
              + " speakers in 'extra/speaker' of "
              + folder.resolve(TRAIN)
              + ", got "
              + speakers);
    }
    List<Integer> ascending = List.copyOf(speakers);
    int validating = held > 0 ? held : Math.max(1, speakers.size() / 5);
    int lowest = ascending.get(ascending.size() - validating);
    Map<Split, CountsSplit> splits = new EnumMap<>(Split.class);
    splits.put(Split.TRAIN, train.split(0, lowest));
    splits.put(Split.VALIDATION, train.split(lowest, Integer.MAX_VALUE));
    splits.put(Split.TEST, test.split(Integer.MIN_VALUE, Integer.MAX_VALUE));
    try {
      return new CountsDataset(id, train.keys, binning.channels(), splits);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + ": " + folder);
    }
  }

  private static Part read(Path folder, String name, Binning binning) throws IOException {
    Path file = file(folder, name);
    if (file == null) {
      throw new NoSuchFileException(
          folder.resolve(name).toString(), null, "expected it or " + name + ".gz, got none");
    }
    if (!file.toString().endsWith(".gz")) {
      return read(file, binning);
    }
    Path plain = Files.createTempFile("hillock-", ".h5");
    try {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
          var out = Files.newOutputStream(plain)) {
        in.transferTo(out);
      } catch (IOException e) {
        throw new IOException(
            "expected a whole file of gzip, got '" + e.getMessage() + "': " + file);
      }
      return read(plain, binning);
    } finally {
      Files.deleteIfExists(plain);
    }
  }

  private static Part read(Path path, Binning binning) throws IOException {
    try (ShdFile file = ShdFile.open(path)) {
      Part part = new Part(file.keys());
      for (int i = 0; i < file.size(); i++) {
        part.counts.add(binning.counts(file.spikes(i), path + " sample " + i));
        part.labels.add(file.label(i));
        part.speakers.add(file.speaker(i));
      }
      return part;
    }
  }

  private static Path file(Path folder, String name) {
    for (String suffix : List.of("", ".gz")) {
      Path file = folder.resolve(name + suffix);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private static final class Part {
    private final List<String> keys;
    private final List<byte[]> counts = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Integer> speakers = new ArrayList<>();

    Part(List<String> keys) {
      this.keys = keys;
    }

    /** Samples of speakers from {@code from} to below {@code to}. */
    CountsSplit split(int from, int to) {
      int[] chosen =
          IntStream.range(0, counts.size())
              .filter(i -> speakers.get(i) >= from && speakers.get(i) < to)
              .toArray();
      byte[][] samples = new byte[chosen.length][];
      int[] names = new int[chosen.length];
      String[] groups = new String[chosen.length];
      for (int i = 0; i < chosen.length; i++) {
        samples[i] = counts.get(chosen[i]);
        names[i] = labels.get(chosen[i]);
        groups[i] = "speaker " + speakers.get(chosen[i]);
      }
      return new CountsSplit(samples, names, groups);
    }
  }
}
