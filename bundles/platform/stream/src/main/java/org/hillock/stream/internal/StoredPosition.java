package org.hillock.stream.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.store.Safetensors;

/**
 * Where a durable session stands as the bytes of a safetensors file: the tensors of its state, each
 * named by its place and its own name, bits as 64-bit words; everything else as metadata. Once it
 * ended there are no tensors.
 */
final class StoredPosition {
  private static final String FORMAT = "hillock-session-1";

  private StoredPosition() {}

  /** The key of a session's record. */
  static byte[] key(UUID session) {
    return (session + "/state").getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] encode(StreamPosition p, String node, String life) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("session", p.session().toString());
    metadata.put("name", p.name());
    metadata.put("model", p.model());
    metadata.put("rows", Integer.toString(p.rows()));
    metadata.put("node", node);
    metadata.put("life", life);
    metadata.put("version", p.version());
    metadata.put("epoch", Integer.toString(p.epoch()));
    metadata.put("call", Long.toString(p.call()));
    metadata.put("step", Long.toString(p.step()));
    metadata.put("numbers", StoredNumbers.text(p.numbers()));
    metadata.put("ended", p.ended());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    if (p.state() != null) {
      StateLayout layout = p.state().layout();
      metadata.put("meaning", layout.meaning());
      metadata.put("layout", StoredLayout.text(layout));
      metadata.put("hash", layout.hash());
      for (int i = 0; i < layout.tensors().size(); i++) {
        Tensor tensor = p.state().tensor(i);
        boolean bits = tensor.dtype() == DType.BITS;
        tensors.put(name(layout, i), bits ? words(tensor) : tensor);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Safetensors.of(metadata, tensors).write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * What {@link #encode} wrote.
   *
   * @param withState false leaves the state out
   * @throws IllegalArgumentException when the bytes are no position, or a damaged one
   */
  static StreamPosition decode(byte[] bytes, boolean withState) {
    Safetensors file;
    try {
      file = Safetensors.read(new ByteArrayInputStream(bytes), "a session's record");
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("expected the state of a session, got " + e.getMessage());
    }
    Map<String, String> m = file.metadata();
    if (!FORMAT.equals(m.get("format"))) {
      throw new IllegalArgumentException("expected " + FORMAT + ", got " + m.get("format"));
    }
    int rows = Integer.parseInt(m.get("rows"));
    long step = Long.parseLong(m.get("step"));
    boolean has = withState && m.containsKey("layout");
    return new StreamPosition(
        UUID.fromString(m.get("session")),
        m.get("name"),
        m.get("model"),
        rows,
        m.get("node"),
        m.get("version"),
        Integer.parseInt(m.get("epoch")),
        Long.parseLong(m.get("call")),
        step,
        StoredNumbers.parse(m.get("numbers")),
        true,
        has ? state(m, file.tensors(), rows, step) : null,
        m.get("ended"));
  }

  private static State state(
      Map<String, String> m, Map<String, Tensor> stored, int rows, long step) {
    StateLayout layout = StoredLayout.parse(m.get("meaning"), m.get("layout"));
    if (!layout.hash().equals(m.get("hash"))) {
      throw new IllegalArgumentException(
          "expected a state layout with hash " + m.get("hash") + ", got " + layout.hash());
    }
    List<TensorSpec> specs = layout.tensors();
    Tensor[] tensors = new Tensor[specs.size()];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = specs.get(i).allocate(0, rows);
      Tensor from = stored.get(name(layout, i));
      boolean bits = tensors[i].dtype() == DType.BITS;
      if (from == null || !from.hasShape(bits ? words(tensors[i]).shape() : tensors[i].shape())) {
        throw new IllegalArgumentException("expected " + tensors[i] + " in a state, got " + from);
      }
      (bits ? words(tensors[i]) : tensors[i]).copyFrom(from);
    }
    return State.of(layout, rows, step, tensors);
  }

  private static Tensor words(Tensor bits) {
    return Tensor.of(bits.words(), bits.words().length);
  }

  private static String name(StateLayout layout, int index) {
    return index + ":" + layout.tensors().get(index).name();
  }
}
