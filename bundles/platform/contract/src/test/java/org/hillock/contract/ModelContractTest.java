package org.hillock.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.hillock.api.model.Checkpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelContractTest {
  private static List<Check> checks(Leaky.Fault fault) {
    return ModelContract.of(new Leaky(fault), Checkpoint.empty("leaky"));
  }

  @TestFactory
  Stream<DynamicTest> aSoundModelHoldsEveryClause() {
    return checks(Leaky.Fault.NONE).stream().map(c -> dynamicTest(c.sentence(), c.body()::run));
  }

  @Test
  void aModelWithSequencesHasAllClauses() {
    assertEquals(13, checks(Leaky.Fault.NONE).size());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFaultBreaksItsClause(Leaky.Fault fault) {
    Check broken =
        checks(fault).stream().filter(c -> c.sentence().equals(fault.broken)).findFirst().get();
    assertThrows(AssertionError.class, broken.body()::run);
  }
}
