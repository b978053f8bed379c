package org.hillock.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.tensor.Tensor;

/**
 * The content of a safetensors file: named tensors of F32, F64, I32, I64 and U8, and text metadata.
 * F16 and BF16 are read as F32, I16 and I8 as I32, BOOL as U8.
 *
 * <p>The file is an 8-byte little-endian length, a JSON header of at most 16 MiB, and the elements
 * of all tensors in little-endian order without a gap. Written files keep the order of the tensors
 * in the header and lay wider element types first, so every tensor is aligned to its element size.
 * Immutable; the tensors are read-only.
 */
public final class Safetensors {
  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors;

  private Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
    this.metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    Map<String, Tensor> readOnly = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> readOnly.put(name, tensor.readOnly()));
    this.tensors = Collections.unmodifiableMap(readOnly);
  }

  /**
   * A content in memory.
   *
   * @throws IllegalArgumentException when a tensor's type or name does not exist in the format
   */
  public static Safetensors of(Map<String, String> metadata, Map<String, Tensor> tensors) {
    tensors.forEach(
        (name, tensor) -> {
          if (!ElementType.has(tensor.dtype()) || name.equals(HeaderReader.METADATA)) {
            throw new IllegalArgumentException(
                "expected F32, F64, I32, I64 or U8 and a name other than "
                    + HeaderReader.METADATA
                    + " for tensor "
                    + name
                    + ", got "
                    + tensor);
          }
        });
    return new Safetensors(metadata, tensors);
  }

  /**
   * Reads a file whole.
   *
   * @throws StoreException when it is not a complete and valid safetensors file
   */
  public static Safetensors read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(in, Files.size(file), file.getFileName().toString());
    }
  }

  /**
   * Reads a stream to its end; it is not closed.
   *
   * @param where names the source in errors
   * @throws StoreException when it is not a complete and valid safetensors file
   */
  public static Safetensors read(InputStream in, String where) throws IOException {
    byte[] bytes = in.readAllBytes();
    return read(new ByteArrayInputStream(bytes), bytes.length, where);
  }

  static Safetensors read(InputStream in, long size, String where) throws IOException {
    Header header = HeaderReader.read(in, size, where);
    TensorInput input = new TensorInput(in, where);
    Map<String, Tensor> byName = new LinkedHashMap<>();
    header.entries().forEach(e -> byName.put(e.name(), null));
    for (Header.Entry entry : header.byOffset()) {
      byName.put(entry.name(), input.read(entry));
    }
    if (in.read() >= 0) {
      throw new StoreException("expected the end of " + where + " after " + size + " bytes");
    }
    return new Safetensors(header.metadata(), byName);
  }

  /** Writes the file's bytes; the stream is not closed. */
  public void write(OutputStream out) throws IOException {
    List<Map.Entry<String, Tensor>> laid =
        tensors.entrySet().stream()
            .sorted(Comparator.comparing(e -> -ElementType.of(e.getValue().dtype()).bytes()))
            .toList();
    out.write(HeaderWriter.bytes(metadata, tensors, laid));
    TensorOutput output = new TensorOutput(out);
    for (Map.Entry<String, Tensor> entry : laid) {
      output.write(entry.getValue());
    }
  }

  /** Writes a file whole or not at all: temporary file, forced to disk, renamed. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, this::write);
  }

  /** Text by key, in the order of the keys. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Read-only tensors by name, in the order of the header. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }
}
