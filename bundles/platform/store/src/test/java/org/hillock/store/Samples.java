package org.hillock.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Example;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Contents to store. */
final class Samples {
  private Samples() {}

  static Tensor tensor(DType dtype, Random random, int... shape) {
    Tensor tensor = Tensor.zeros(dtype, shape);
    for (int i = 0; i < tensor.size(); i++) {
      switch (dtype) {
        case F32 -> tensor.floats()[i] = Float.intBitsToFloat(random.nextInt());
        case F64 -> tensor.doubles()[i] = Double.longBitsToDouble(random.nextLong());
        case I32 -> tensor.ints()[i] = random.nextInt();
        case I64 -> tensor.longs()[i] = random.nextLong();
        default -> tensor.bytes()[i] = (byte) random.nextInt();
      }
    }
    return tensor;
  }

  static Map<String, Tensor> tensors(Random random) {
    DType[] types = {DType.F32, DType.F64, DType.I32, DType.I64, DType.U8};
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      int[] shape = random.ints(random.nextInt(4), 0, 12).toArray();
      String name = "layer" + random.nextInt(1000) + ".π \"" + i;
      tensors.put(name, tensor(types[random.nextInt(types.length)], random, shape));
    }
    return tensors;
  }

  static ModelCard card(Random random) {
    Example example =
        new Example(
            3,
            2,
            List.of(tensor(DType.F32, random, 3, 2, 4)),
            List.of(tensor(DType.F32, random, 2, 10), tensor(DType.I32, random, 2)),
            random.nextInt(1000) / 1001.0,
            random.nextInt(50) - 1);
    return ModelCard.builder("delays")
        .paper("A \"paper\", 2024")
        .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch(), Axis.of("row", 4)))
        .outputs(
            TensorSpec.of("logits", DType.F32, Axis.batch(), Axis.of("class", 10)),
            TensorSpec.of("step", DType.I32, Axis.batch()))
        .sites(
            SiteSpec.spikes("hidden1.spikes", 64, random.nextDouble()),
            SiteSpec.dense("readout", 10, 0.001))
        .state(
            StateLayout.of(
                "delays-" + random.nextInt(9),
                TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", 64))))
        .parameterCount(random.nextLong() >>> 1)
        .example(example)
        .provenance(Map.of("seed", "7", "data", "fashion-mnist"))
        .build();
  }

  static Checkpoint checkpoint(long seed) {
    Random random = new Random(seed);
    Map<String, String> settings = Map.of("sizes", "28,64,10", "kernel", "gauss\n");
    ModelCard card = seed % 3 == 0 ? null : card(random);
    return Checkpoint.of("delays", Checkpoint.NONE, settings, tensors(random), card);
  }

  /** A file with that header, as it stands, and that many bytes of data. */
  static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
