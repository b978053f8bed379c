package org.hillock.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * How the weights of another program, such as a state dictionary of PyTorch in a safetensors file,
 * become parameters of a model here. Immutable. From JSON:
 *
 * <pre>{@code
 * {"batchNorms": [{"norm": "bn1", "weight": "conv1.weight", "bias": "conv1.bias", "epsilon": 1e-5}],
 *  "tensors": [
 *    {"from": "layers.*.weight", "to": "layer*.w", "transpose": true},
 *    {"from": "lstm.weight_ih_l0", "to": "cell.input", "gates": {"from": "ifgo", "to": "iofg"}},
 *    {"from": ["lstm.bias_ih_l0", "lstm.bias_hh_l0"], "to": "cell.bias"},
 *    {"from": "conv.weight", "to": "conv.w", "permute": [2, 3, 1, 0]},
 *    {"from": "scale", "to": "scale", "shape": [1, 64]}],
 *  "ignore": ["*.num_batches_tracked"]}
 * }</pre>
 *
 * <ul>
 *   <li>{@code batchNorms} come first: the normalisation of the output channels of a layer (axis
 *       {@code axis} of its weight, 0 unless said) goes into its weight and bias, {@code w' = w g}
 *       and {@code b' = beta + (b - mean) g} with {@code g = gamma / sqrt(var + epsilon)}; a
 *       missing bias, gamma or beta is 0, 1 or 0.
 *   <li>{@code tensors}: a star stands for the same text in both names. Several tensors are added.
 *       Then the steps are taken in the order gates, transpose, permute, shape. Gates are equal
 *       blocks of the first axis, one a letter.
 *   <li>A name without a rule keeps its name where the model expects it.
 * </ul>
 */
public final class WeightMap {
  private final List<BatchNormFusion> fusions;
  private final List<WeightRule> rules;
  private final List<String> ignored;
  private final String where;

  WeightMap(
      List<BatchNormFusion> fusions, List<WeightRule> rules, List<String> ignored, String where) {
    this.fusions = List.copyOf(fusions);
    this.rules = List.copyOf(rules);
    this.ignored = List.copyOf(ignored);
    this.where = where;
  }

  /** The map that keeps all names. */
  public static WeightMap sameNames() {
    return new WeightMap(List.of(), List.of(), List.of(), "no map");
  }

  /**
   * Reads a map from a file of JSON.
   *
   * @throws StoreException when it is no such map; the message says where
   */
  public static WeightMap read(Path file) throws IOException {
    return parse(Files.readString(file, StandardCharsets.UTF_8), file.getFileName().toString());
  }

  /**
   * Reads a map from JSON.
   *
   * @param where names the source in errors
   * @throws StoreException when it is no such map
   */
  public static WeightMap parse(String json, String where) throws StoreException {
    return new WeightMapReader(where).map(json);
  }

  /**
   * The parameters that a model expects, from a safetensors file.
   *
   * @param expected names, types and shapes, such as the parameters of a checkpoint of the model
   * @return in the order of {@code expected}
   * @throws StoreException when the file is damaged, or weights are missing, unknown, or of another
   *     shape: one message names all of them
   */
  public Map<String, Tensor> read(Path file, Map<String, Tensor> expected) throws IOException {
    return apply(Safetensors.read(file).tensors(), expected, file.getFileName().toString());
  }

  /**
   * The parameters that a model expects, from named tensors.
   *
   * @param source names these tensors in errors
   * @throws StoreException when weights are missing, unknown, or of another shape
   */
  public Map<String, Tensor> apply(
      Map<String, Tensor> weights, Map<String, Tensor> expected, String source)
      throws StoreException {
    Map<String, Tensor> left = new LinkedHashMap<>(weights);
    Map<String, Tensor> made = new LinkedHashMap<>();
    Set<String> missing = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (BatchNormFusion fusion : fusions) {
      fusion.apply(left, missing, wrong);
    }
    for (WeightRule rule : rules) {
      rule.apply(left, made, missing, wrong);
    }
    expected.forEach(
        (name, like) -> {
          if (!made.containsKey(name) && left.containsKey(name)) {
            made.put(name, left.remove(name));
          }
        });
    left.keySet()
        .removeIf(name -> ignored.stream().anyMatch(p -> NamePattern.star(p, name) != null));
    Set<String> unknown = new TreeSet<>(left.keySet());
    Map<String, Tensor> result = new LinkedHashMap<>();
    expected.forEach(
        (name, like) -> {
          Tensor tensor = made.remove(name);
          if (tensor == null) {
            missing.add(name);
          } else if (!tensor.hasShape(like.shape()) || !fits(tensor.dtype(), like.dtype())) {
            wrong.add(name + " (expected " + like + ", got " + tensor + ")");
          } else {
            result.put(name, TensorLayout.cast(tensor, like.dtype()));
          }
        });
    unknown.addAll(made.keySet());
    if (!missing.isEmpty() || !unknown.isEmpty() || !wrong.isEmpty()) {
      throw new StoreException(
          "expected the weights of the model, got missing "
              + missing
              + ", unknown "
              + unknown
              + ", wrong "
              + wrong
              + " in "
              + source
              + " with "
              + where);
    }
    return result;
  }

  private static boolean fits(DType from, DType to) {
    return from == to || real(from) && real(to);
  }

  private static boolean real(DType type) {
    return type == DType.F32 || type == DType.F64;
  }
}
