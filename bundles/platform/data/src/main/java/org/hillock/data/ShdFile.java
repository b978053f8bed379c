package org.hillock.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HDF5 file in the layout of the Spiking Heidelberg Digits (Cramer, Stradmann, Schemmel and
 * Zenke, "The Heidelberg spiking datasets for the systematic evaluation of spiking neural
 * networks", IEEE TNNLS 33, 2022, arXiv 1910.07407): {@code spikes/times} and {@code spikes/units},
 * a list of each sample, {@code labels}, {@code extra/speaker}, the class names {@code extra/keys}
 * and, a value a speaker, {@code extra/meta_info}. What stands below {@code extra} may be missing.
 *
 * <p>Spikes are read from the file a few hundred samples at a time. For one thread at a time. Every
 * {@link IOException} names the file, and what in it was wrong.
 */
public final class ShdFile implements AutoCloseable {
  private static final int AHEAD = 256;

  private final Path path;
  private final HdfFile file;
  private final Dataset times;
  private final Dataset units;
  private final int[] labels;
  private final int[] speakers;
  private final List<String> keys;
  private Object[] timesAhead = {};
  private Object[] unitsAhead = {};
  private int from;

  private ShdFile(Path path, HdfFile file) throws IOException {
    this.path = path;
    this.file = file;
    labels = integers("labels", -1);
    times = lists("spikes/times");
    units = lists("spikes/units");
    speakers = find("extra/speaker") == null ? null : integers("extra/speaker", labels.length);
    keys = find("extra/keys") == null ? List.of() : List.of(texts("extra/keys"));
  }

  /**
   * Opens a file and reads all but its spikes.
   *
   * @throws IOException when it cannot be read, is no HDF5 file, or has another layout
   */
  public static ShdFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString(), null, "expected a file, got none");
    }
    HdfFile file = null;
    try {
      file = new HdfFile(path);
      ShdFile opened = new ShdFile(path, file);
      file = null;
      return opened;
    } catch (RuntimeException | OutOfMemoryError e) {
      throw refused("an HDF5 file in the layout of SHD", e, path);
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }

  /** Number of samples. */
  public int size() {
    return labels.length;
  }

  /** Class of a sample. */
  public int label(int index) {
    return labels[index];
  }

  /** Speaker of a sample, or -1 where the file does not say. */
  public int speaker(int index) {
    return speakers == null ? -1 : speakers[index];
  }

  /** Class names; empty where the file does not say. */
  public List<String> keys() {
    return keys;
  }

  /** Facts about speakers by name, such as gender, age and body_height: a value a speaker. */
  public Map<String, List<String>> metaInfo() throws IOException {
    Map<String, List<String>> facts = new TreeMap<>();
    if (find("extra/meta_info") instanceof Group group) {
      for (String name : group.getChildren().keySet()) {
        facts.put(name, List.of(texts("extra/meta_info/" + name)));
      }
    }
    return facts;
  }

  /**
   * The spikes of a sample; fastest in ascending order.
   *
   * @throws IOException when the file is damaged there
   */
  public Spikes spikes(int index) throws IOException {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("expected a sample below " + size() + ", got " + index);
    }
    String where = "the spikes of sample " + index;
    try {
      if (index < from || index >= from + timesAhead.length) {
        int count = Math.min(AHEAD, size() - index);
        timesAhead = new Object[0];
        Object[] read = (Object[]) times.getData(new long[] {index}, new int[] {count});
        unitsAhead = (Object[]) units.getData(new long[] {index}, new int[] {count});
        timesAhead = read;
        from = index;
      }
      Object t = timesAhead[index - from];
      Object u = unitsAhead[index - from];
      float[] seconds = t instanceof float[] floats ? floats.clone() : floats(t);
      int[] channels = u instanceof int[] integers ? integers.clone() : integers(u);
      if (seconds.length != channels.length) {
        throw new IOException(
            "expected a unit for each of "
                + seconds.length
                + " times, got "
                + channels.length
                + ": "
                + path
                + " sample "
                + index);
      }
      return new Spikes(seconds, channels);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw refused(where, e, path);
    }
  }

  private static float[] floats(Object numbers) {
    float[] floats = new float[Array.getLength(numbers)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = ((Number) Array.get(numbers, i)).floatValue();
    }
    return floats;
  }

  private static int[] integers(Object numbers) {
    int[] integers = new int[Array.getLength(numbers)];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = ((Number) Array.get(numbers, i)).intValue();
    }
    return integers;
  }

  private Node find(String name) {
    Node node = file;
    for (String part : name.split("/")) {
      node = node instanceof Group group ? group.getChild(part) : null;
    }
    return node;
  }

  private Dataset dataset(String name) throws IOException {
    Node node = find(name);
    if (node instanceof Dataset dataset && dataset.getDimensions().length == 1) {
      return dataset;
    }
    throw new IOException(
        "expected a list '"
            + name
            + "' as in the layout of SHD, got "
            + (node == null ? "none" : "another thing")
            + ": "
            + path);
  }

  private Dataset lists(String name) throws IOException {
    Dataset lists = dataset(name);
    if (!lists.isVariableLength() || lists.getDimensions()[0] != labels.length) {
      throw new IOException(
          "expected "
              + labels.length
              + " lists of numbers as '"
              + name
              + "', got "
              + lists.getDimensions()[0]
              + (lists.isVariableLength() ? "" : " single values")
              + ": "
              + path);
    }
    return lists;
  }

  private Object data(String name) throws IOException {
    Dataset dataset = dataset(name);
    return dataset.getDimensions()[0] == 0 ? new Object[0] : dataset.getData();
  }

  /** Integers of a list; {@code count} of them unless it is negative. */
  private int[] integers(String name, int count) throws IOException {
    Object data = data(name);
    int[] integers = new int[Array.getLength(data)];
    if (count >= 0 && integers.length != count) {
      throw new IOException(
          "expected " + count + " values in '" + name + "', got " + integers.length + ": " + path);
    }
    for (int i = 0; i < integers.length; i++) {
      if (!(Array.get(data, i) instanceof Number number)
          || number.longValue() != number.intValue()) {
        throw new IOException("expected integers in '" + name + "', got others: " + path);
      }
      integers[i] = number.intValue();
    }
    return integers;
  }

  private String[] texts(String name) throws IOException {
    Object data = data(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Array.getLength(data); i++) {
      texts.add(String.valueOf(Array.get(data, i)));
    }
    return texts.toArray(String[]::new);
  }

  /** A damaged length may ask for more memory than there is; nothing was allocated then. */
  private static IOException refused(String expected, Throwable e, Path path) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new IOException(
        "expected " + expected + ", got " + reason.replaceAll("\\s+", " ") + ": " + path);
  }

  @Override
  public void close() {
    file.close();
  }
}
