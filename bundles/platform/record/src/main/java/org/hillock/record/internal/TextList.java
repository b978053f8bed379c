package org.hillock.record.internal;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A list of values in a file, one JSON text a line. Of the newest it knows the places, so that most
 * values are in it once.
 *
 * @param <T> with equality by value
 */
final class TextList<T> implements AutoCloseable {
  private static final int KNOWN = 20_000;

  private final Path file;
  private final Function<T, String> json;
  private final BufferedWriter out;
  private final Map<T, Long> places =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Long> eldest) {
          return size() > KNOWN;
        }
      };
  private long size;

  TextList(Path file, Function<T, String> json) throws IOException {
    this.file = file;
    this.json = json;
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(file.toFile()), StandardCharsets.UTF_8));
  }

  Path file() {
    return file;
  }

  /** The place of a value in the list, at the end if it is new. */
  long place(T value) throws IOException {
    Long known = places.get(value);
    if (known != null) {
      return known;
    }
    out.write(json.apply(value));
    out.write('\n');
    places.put(value, size);
    return size++;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
