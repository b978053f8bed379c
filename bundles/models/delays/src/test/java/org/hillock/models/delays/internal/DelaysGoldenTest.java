package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden file of the sheet agrees with this code, by the component that the file names. */
class DelaysGoldenTest {
  private static final Map<String, Consumer<Golden>> CHECKS = new LinkedHashMap<>();

  static {
    CHECKS.put("ATan surrogate", GoldenNeurons::surrogate);
    CHECKS.put("LIF multi-step", GoldenNeurons::lif);
    CHECKS.put("neuron binning", GoldenNeurons::binning);
    CHECKS.put("sigma and learning-rate schedules", GoldenNeurons::schedules);
    CHECKS.put("DCLS 1d kernel construction", GoldenKernels::kernel);
    CHECKS.put("Dcls1d forward/backward", GoldenKernels::convolution);
    CHECKS.put("whole SNN-delays network", GoldenNetwork::check);
  }

  @TestFactory
  List<DynamicTest> theFileAgreesWithThisCode() throws Exception {
    return Golden.sheet("delays").stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(file)))
        .toList();
  }

  private static void check(Golden file) {
    Consumer<Golden> check = CHECKS.get(file.component());
    assertNotNull(
        check,
        file.name() + ": expected a component of " + CHECKS.keySet() + ", got " + file.component());
    check.accept(file);
  }
}
