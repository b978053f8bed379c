package org.hillock.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightMapTest {
  @Test
  void namesAreChangedAndTensorsTransposed() throws StoreException {
    WeightMap map =
        WeightMap.parse(
            """
            {"tensors": [
              {"from": "layers.*.weight", "to": "layer*.w", "transpose": true},
              {"from": "scale", "to": "s", "shape": [1, 2]}]}
            """,
            "m");
    Map<String, Tensor> made =
        map.apply(
            Map.of(
                "layers.0.weight", range(2, 3),
                "layers.1.weight", range(3, 1),
                "scale", range(2),
                "same", range(2)),
            expected(
                "layer1.w",
                range(1, 3),
                "layer0.w",
                range(3, 2),
                "same",
                range(2),
                "s",
                range(1, 2)),
            "f");
    assertEquals(List.of("layer1.w", "layer0.w", "same", "s"), new ArrayList<>(made.keySet()));
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, floats(made.get("layer0.w")));
    assertArrayEquals(new int[] {1, 2}, made.get("s").shape());
  }

  @Test
  void axesArePermutedAsTheyAreNamed() throws StoreException {
    WeightMap map =
        WeightMap.parse(
            "{\"tensors\": [{\"from\": \"a\", \"to\": \"b\", \"permute\": [2, 0, 1]}]}", "m");
    Tensor source = range(2, 3, 4);
    Tensor made =
        map.apply(Map.of("a", source), Map.of("b", Tensor.zeros(DType.F32, 4, 2, 3)), "f").get("b");
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertEquals(source.get((i * 3 + j) * 4 + k), made.get((k * 2 + i) * 3 + j));
        }
      }
    }
  }

  @Test
  void gatesOfAnLstmAreReorderedAndItsBiasesAdded() throws StoreException {
    WeightMap map =
        WeightMap.parse(
            """
            {"tensors": [
              {"from": "w", "to": "w", "gates": {"from": "ifgo", "to": "iofg"}},
              {"from": ["b_ih", "b_hh"], "to": "b"}]}
            """,
            "m");
    Map<String, Tensor> made =
        map.apply(
            Map.of("w", range(8, 1), "b_ih", range(3), "b_hh", range(3)),
            expected("w", range(8, 1), "b", range(3)),
            "f");
    assertArrayEquals(new float[] {0, 1, 6, 7, 2, 3, 4, 5}, floats(made.get("w")));
    assertArrayEquals(new float[] {0, 2, 4}, floats(made.get("b")));
  }

  @Test
  void aFusedBatchNormComputesWhatBothLayersDid() throws StoreException {
    WeightMap map =
        WeightMap.parse(
            """
            {"batchNorms": [
              {"norm": "bn", "weight": "conv.weight", "bias": "conv.bias", "epsilon": 0.5}]}
            """,
            "m");
    Tensor w = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Map<String, Tensor> source = new LinkedHashMap<>();
    source.put("conv.weight", w);
    source.put("conv.bias", Tensor.of(new double[] {1, -1}, 2));
    source.put("bn.weight", Tensor.of(new double[] {2, 3}, 2));
    source.put("bn.bias", Tensor.of(new double[] {0.5, 0.25}, 2));
    source.put("bn.running_mean", Tensor.of(new double[] {4, 5}, 2));
    source.put("bn.running_var", Tensor.of(new double[] {1.75, 8.5}, 2));
    source.put("bn.num_batches_tracked", Tensor.of(new long[] {7}));
    Map<String, Tensor> expected =
        expected(
            "conv.weight", Tensor.zeros(DType.F64, 2, 3), "conv.bias", Tensor.zeros(DType.F64, 2));
    Map<String, Tensor> made = map.apply(source, expected, "f");
    double[] x = {0.3, -0.7, 1.1};
    double[][] norm = {{2, 0.5, 4, 1.75}, {3, 0.25, 5, 8.5}};
    for (int o = 0; o < 2; o++) {
      double before = o == 0 ? 1 : -1;
      double fused = made.get("conv.bias").get(o);
      for (int i = 0; i < 3; i++) {
        before += w.get(o * 3 + i) * x[i];
        fused += made.get("conv.weight").get(o * 3 + i) * x[i];
      }
      double after = norm[o][0] * (before - norm[o][2]) / Math.sqrt(norm[o][3] + 0.5) + norm[o][1];
      assertEquals(after, fused, 1e-12);
    }
    source.remove("conv.bias");
    assertEquals(2, map.apply(source, expected, "f").size());
  }

  @Test
  void oneErrorNamesEverythingThatIsMissingUnknownOrWrong() throws StoreException {
    WeightMap map =
        WeightMap.parse(
            """
            {"tensors": [{"from": "a", "to": "b"}, {"from": "gone.*", "to": "here.*"}],
             "batchNorms": [{"norm": "bn", "weight": "c.weight", "bias": "c.bias"}],
             "ignore": ["*.num_batches_tracked"]}
            """,
            "map.json");
    StoreException e =
        assertThrows(
            StoreException.class,
            () ->
                map.apply(
                    Map.of(
                        "a", range(2),
                        "other", range(1),
                        "x.num_batches_tracked", range(1),
                        "c.weight", range(1)),
                    expected("b", range(3), "d", range(1)),
                    "weights.safetensors"));
    assertEquals(
        "expected the weights of the model, got missing [bn.running_mean, bn.running_var, d,"
            + " gone.*], unknown [c.weight, other], wrong [b (expected f32[3], got f32[2])]"
            + " in weights.safetensors with map.json",
        e.getMessage());
  }

  @Test
  void aShapeThatARuleCannotChangeIsNamed() throws StoreException {
    WeightMap map =
        WeightMap.parse(
            "{\"tensors\": [{\"from\": \"a\", \"to\": \"b\", \"transpose\": true}]}", "m");
    StoreException e =
        assertThrows(
            StoreException.class,
            () -> map.apply(Map.of("a", range(2)), Map.of("b", range(2)), "f"));
    assertTrue(e.getMessage().contains("b (expected the order of 1 axes"), e.getMessage());
  }

  @Test
  void otherRealTypesAreConvertedAndIntegersAreNot() throws StoreException {
    Map<String, Tensor> like = Map.of("a", Tensor.zeros(DType.F32, 1));
    Tensor wide = Tensor.of(new double[] {0.1}, 1);
    Tensor made = WeightMap.sameNames().apply(Map.of("a", wide), like, "f").get("a");
    assertEquals(0.1f, (float) made.get(0));
    assertEquals(DType.F32, made.dtype());
    Tensor whole = Tensor.of(new int[] {1}, 1);
    assertThrows(
        StoreException.class, () -> WeightMap.sameNames().apply(Map.of("a", whole), like, "f"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|a JSON object",
        "{'tensor': []}|keys of [batchNorms, ignore, tensors], got tensor",
        "{'tensors': {}}|a list as tensors",
        "{'tensors': [1]}|objects in tensors",
        "{'tensors': [{'from': 'a'}]}|a text as to, got null",
        "{'tensors': [{'to': 'a'}]}|a text or some texts as from",
        "{'tensors': [{'from': 'a.*', 'to': 'a'}]}|one star in each name or in none",
        "{'tensors': [{'from': 'a', 'to': 'b', 'transpose': 1}]}|true as transpose of b",
        "{'tensors': [{'from': 'a', 'to': 'b', 'permute': [-1]}]}|whole numbers from 0 as permute",
        "{'tensors': [{'from': 'a', 'to': 'b', 'gates': {'from': 'if', 'to': 'ii'}}]}|same letters",
        "{'batchNorms': [{'norm': 'a', 'weight': 'b'}]}|a text as bias",
        "{'ignore': [3]}|texts in ignore"
      })
  void aWrongMapIsRefusedInOneLine(String json, String part) {
    StoreException e =
        assertThrows(
            StoreException.class, () -> WeightMap.parse(json.replace('\'', '"'), "map.json"));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().endsWith("in map.json"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void weightsAreReadFromFiles(@TempDir Path folder) throws IOException {
    Path weights = folder.resolve("w.safetensors");
    Safetensors.of(Map.of(), Map.of("x", range(2))).write(weights);
    Path map =
        Files.writeString(
            folder.resolve("m.json"), "{\"tensors\": [{\"from\": \"x\", \"to\": \"y\"}]}");
    Map<String, Tensor> made = WeightMap.read(map).read(weights, Map.of("y", range(2)));
    assertArrayEquals(new float[] {0, 1}, floats(made.get("y")));
  }

  private static float[] floats(Tensor tensor) {
    float[] floats = new float[tensor.size()];
    tensor.copyTo(0, floats, 0, floats.length);
    return floats;
  }

  private static Map<String, Tensor> expected(Object... namesAndTensors) {
    Map<String, Tensor> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTensors.length; i += 2) {
      map.put((String) namesAndTensors[i], (Tensor) namesAndTensors[i + 1]);
    }
    return map;
  }

  private static Tensor range(int... shape) {
    Tensor tensor = Tensor.zeros(DType.F32, shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, i);
    }
    return tensor;
  }
}
