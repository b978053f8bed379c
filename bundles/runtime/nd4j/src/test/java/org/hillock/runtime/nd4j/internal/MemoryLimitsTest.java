package org.hillock.runtime.nd4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLimitsTest {
  private static final long GIB = 1L << 30;

  @Test
  void withoutPropertiesTheProcessMayHoldHeapArraysAndOneGibibyte() {
    MemoryLimits limits = MemoryLimits.of(key -> null, 3 * GIB);

    assertEquals(new MemoryLimits(GIB, 5 * GIB), limits);
  }

  @ParameterizedTest
  @CsvSource({"1000,1000", "7k,7168", "512m,536870912", "2G,2147483648", "1gb,1073741824"})
  void sizesTakeAUnit(String text, long bytes) {
    MemoryLimits limits = MemoryLimits.of(Map.of("hillock.nd4j.maxbytes", text)::get, 0);

    assertEquals(bytes, limits.arrays());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "lots", "1.5g", "9 g 9"})
  void aSizeThatIsNoneIsRefusedByName(String text) {
    var properties = Map.of("hillock.nd4j.maxphysicalbytes", text);

    var refusal =
        assertThrows(IllegalArgumentException.class, () -> MemoryLimits.of(properties::get, GIB));

    assertEquals(
        "Framework property hillock.nd4j.maxphysicalbytes: expected a size such as 512m or 2g, got '"
            + text
            + "'",
        refusal.getMessage());
  }
}
