package org.hillock.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.tensor.Tensor;

/** Writes length and header, padded with spaces so that the data begin at a multiple of 8. */
final class HeaderWriter {
  private HeaderWriter() {}

  /**
   * The bytes before the data.
   *
   * @param tensors in the order of the header
   * @param laid the same in the order of the data
   */
  static byte[] bytes(
      Map<String, String> metadata,
      Map<String, Tensor> tensors,
      List<Map.Entry<String, Tensor>> laid)
      throws IOException {
    Map<String, Long> begins = new HashMap<>();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : laid) {
      begins.put(entry.getKey(), offset);
      offset += entry.getValue().dtype().bytes(entry.getValue().size());
    }
    byte[] json = json(metadata, tensors, begins);
    int length = (json.length + 7) / 8 * 8;
    if (length > HeaderReader.MAX_HEADER) {
      throw new StoreException(
          "expected a header of at most " + HeaderReader.MAX_HEADER + " bytes, got " + length);
    }
    byte[] bytes = new byte[8 + length];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json);
    return bytes;
  }

  private static byte[] json(
      Map<String, String> metadata, Map<String, Tensor> tensors, Map<String, Long> begins) {
    JsonObjectBuilder header = Json.BUILDERS.createObjectBuilder();
    if (!metadata.isEmpty()) {
      JsonObjectBuilder texts = Json.BUILDERS.createObjectBuilder();
      metadata.forEach(texts::add);
      header.add(HeaderReader.METADATA, texts);
    }
    tensors.forEach(
        (name, tensor) -> {
          JsonArrayBuilder shape = Json.BUILDERS.createArrayBuilder();
          for (int length : tensor.shape()) {
            shape.add(length);
          }
          long begin = begins.get(name);
          header.add(
              name,
              Json.BUILDERS
                  .createObjectBuilder()
                  .add("dtype", tensor.dtype().name())
                  .add("shape", shape)
                  .add(
                      "data_offsets",
                      Json.BUILDERS
                          .createArrayBuilder()
                          .add(begin)
                          .add(begin + tensor.dtype().bytes(tensor.size()))));
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonWriter writer = Json.WRITERS.createWriter(out, StandardCharsets.UTF_8)) {
      writer.writeObject(header.build());
    }
    return out.toByteArray();
  }
}
