package org.hillock.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.tensor.DType;

/**
 * Where the tensors of a safetensors file lie, without their elements: for files that do not fit
 * into memory. Immutable.
 */
public final class SafetensorsLayout {
  private final Map<String, String> metadata;
  private final List<Entry> entries;
  private final long headerBytes;

  private SafetensorsLayout(Map<String, String> metadata, List<Entry> entries, long headerBytes) {
    this.metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    this.entries = List.copyOf(entries);
    this.headerBytes = headerBytes;
  }

  /**
   * A tensor.
   *
   * @param name in the file
   * @param dtype F32, F64, I32, I64 or U8
   * @param shape lengths of its axes, each 0 or more
   * @param offset of its first element, bytes from the beginning of the file; the elements are
   *     little-endian, row-major and without a gap
   */
  public record Entry(String name, DType dtype, List<Integer> shape, long offset) {
    public Entry {
      shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public long size() {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** Length in the file. */
    public long bytes() {
      return size() * ElementType.of(dtype).bytes();
    }
  }

  /**
   * Lays tensors out for writing: wider element types first, otherwise in this order.
   *
   * @param tensors their offsets are not used
   * @throws StoreException when the header would be larger than 16 MiB
   * @throws IllegalArgumentException when an element type does not exist in the format
   */
  public static SafetensorsLayout of(Map<String, String> metadata, List<Entry> tensors)
      throws StoreException {
    List<Entry> laid = new ArrayList<>(tensors);
    laid.sort(Comparator.comparing(e -> -ElementType.of(e.dtype()).bytes()));
    SafetensorsLayout first = new SafetensorsLayout(metadata, at(laid, 0), 0);
    long header = first.header().length;
    return new SafetensorsLayout(metadata, at(laid, header), header);
  }

  private static List<Entry> at(List<Entry> laid, long begin) {
    List<Entry> placed = new ArrayList<>();
    long offset = begin;
    for (Entry e : laid) {
      placed.add(new Entry(e.name(), e.dtype(), e.shape(), offset));
      offset += e.bytes();
    }
    return placed;
  }

  /**
   * Reads the header of a file and checks it against the file's length.
   *
   * @throws StoreException when it is not a complete and valid safetensors file
   */
  public static SafetensorsLayout read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      long size = Files.size(file);
      Header header = HeaderReader.read(in, size, file.getFileName().toString());
      long data =
          header.entries().stream().mapToLong(e -> e.end() - e.begin()).reduce(0, Long::sum);
      List<Entry> entries =
          header.byOffset().stream()
              .map(
                  e ->
                      new Entry(
                          e.name(),
                          e.type().dtype(),
                          Arrays.stream(e.shape()).boxed().toList(),
                          size - data + e.begin()))
              .toList();
      return new SafetensorsLayout(header.metadata(), entries, size - data);
    }
  }

  /** Text by key, in the order of the keys. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The tensors in the order of their elements in the file. */
  public List<Entry> entries() {
    return entries;
  }

  /** The bytes before the first element: length and JSON. */
  public byte[] header() throws StoreException {
    JsonObjectBuilder json = Json.BUILDERS.createObjectBuilder();
    if (!metadata.isEmpty()) {
      JsonObjectBuilder texts = Json.BUILDERS.createObjectBuilder();
      metadata.forEach(texts::add);
      json.add(HeaderReader.METADATA, texts);
    }
    for (Entry e : entries) {
      JsonArrayBuilder shape = Json.BUILDERS.createArrayBuilder();
      e.shape().forEach(shape::add);
      long begin = e.offset() - headerBytes;
      json.add(
          e.name(),
          Json.BUILDERS
              .createObjectBuilder()
              .add("dtype", e.dtype().name())
              .add("shape", shape)
              .add(
                  "data_offsets",
                  Json.BUILDERS.createArrayBuilder().add(begin).add(begin + e.bytes())));
    }
    byte[] text = json.build().toString().getBytes(StandardCharsets.UTF_8);
    int length = (text.length + 7) / 8 * 8;
    if (length > HeaderReader.MAX_HEADER) {
      throw new StoreException(
          "expected a header of at most " + HeaderReader.MAX_HEADER + " bytes, got " + length);
    }
    byte[] bytes = new byte[8 + length];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(text);
    return bytes;
  }
}
