package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.RandomKey;
import org.hillock.api.model.State;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelaysModelTest {
  private static final int STEPS = 12;
  private static final int BOTH = Inputs.FIRST | Inputs.LAST;

  @ParameterizedTest
  @CsvSource({"1, 1, 5", "1, 2, 7", "4, 2, 5", "5, 3, 9", "12, 2, 15", "12, 1, 1"})
  void chunksOfAnyLengthGiveTheBitsOfTheWholeSequence(int chunk, int layers, int taps) {
    NetworkParameters parameters = firing(layers, 1, taps);
    DelaysModel model = model(parameters);
    float[][] sample = sample(1, STEPS);
    WholeSequence whole = new WholeSequence(parameters, sample);
    Probe probe = new Probe(model.card());
    float[] scores = run(model, sample, chunk, probe);

    int right = (taps - 1) / 2;
    for (int l = 0; l <= layers; l++) {
      String site = l == layers ? "readout.membrane" : "hidden" + (l + 1) + ".spikes";
      int steps = STEPS + (l + 1) * right;
      for (int t = 0; t < steps; t++) {
        assertArrayEquals(whole.values[l][t], probe.at(site, 0, t), site + " at step " + t);
      }
      assertNull(probe.at(site, 0, steps), site + " ends");
    }
    assertArrayEquals(run(model, sample, STEPS, Hooks.NONE), scores);
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "3, 9"})
  void zerosInPlaceOfTheFlushAgreeUntilTheSecondLayerHearsTheDifference(int layers, int taps) {
    NetworkParameters parameters = firing(layers, 1, taps);
    DelaysModel model = model(parameters);
    float[][] sample = sample(2, STEPS);
    WholeSequence whole = new WholeSequence(parameters, sample);
    int right = (taps - 1) / 2;
    float[][] padded = Arrays.copyOf(sample, STEPS + layers * right + right);
    for (int t = STEPS; t < padded.length; t++) {
      padded[t] = new float[3];
    }
    Probe probe = new Probe(model.card());
    State state = model.initialState(1);
    for (int t = 0; t < padded.length; t++) {
      Inputs inputs = call(new float[][] {padded[t]}).markAll(t == 0 ? Inputs.FIRST : 0);
      state = model.apply(inputs, state, Outputs.allocate(model.card(), 1, 1), probe);
    }
    int equal = STEPS + right;
    for (int l = 0; l <= layers; l++) {
      String site = l == layers ? "readout.membrane" : "hidden" + (l + 1) + ".spikes";
      for (int t = 0; t < equal; t++) {
        assertArrayEquals(whole.values[l][t], probe.at(site, 0, t), site + " at step " + t);
      }
    }
    boolean differs = false;
    for (int t = equal; t < padded.length; t++) {
      differs |= !Arrays.equals(whole.values[layers][t], probe.at("readout.membrane", 0, t));
    }
    assertTrue(differs, "expected units that fire at zero input to be heard in the tail");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theScoresAreThoseOfTheWholeSequencePassWithRoundedDelays(int count) {
    NetworkParameters parameters = firing(2, count, 7);
    double[][] expected =
        new NetworkPass(parameters.rounded())
            .forward(
                sample(3, STEPS), Sequences.of(new int[] {STEPS}), KernelForm.MAX, false, null);
    float[] scores = run(model(parameters), sample(3, STEPS), 5, Hooks.NONE);
    for (int c = 0; c < scores.length; c++) {
      assertEquals(expected[0][c], scores[c], 1e-4);
    }
  }

  @Test
  void rowsOfDifferentLengthDoNotKnowOfEachOther() {
    DelaysModel model = model(firing(2, 1, 7));
    int[] lengths = {12, 1, 7, 0};
    Tensor x = Tensor.zeros(DType.F32, STEPS, lengths.length, 3);
    Arrays.fill(x.floats(), 9f);
    for (int row = 0; row < lengths.length; row++) {
      float[][] sample = sample(row, STEPS);
      for (int t = 0; t < lengths[row]; t++) {
        System.arraycopy(sample[t], 0, x.floats(), (t * lengths.length + row) * 3, 3);
      }
    }
    Inputs inputs = Inputs.of(x).markAll(BOTH);
    for (int row = 0; row < lengths.length; row++) {
      inputs.length(row, lengths[row]);
    }
    Outputs outputs = Outputs.allocate(model.card(), STEPS, lengths.length);
    model.apply(inputs, model.initialState(lengths.length), outputs, Hooks.NONE);
    for (int row = 0; row < lengths.length; row++) {
      float[] alone = run(model, sample(row, lengths[row]), Math.max(1, lengths[row]), Hooks.NONE);
      assertArrayEquals(alone, scores(outputs, row), "row " + row);
    }
  }

  @Test
  void aMarkedSampleLeavesNothingBehindInAnEndlessSession() {
    DelaysModel model = model(firing(2, 1, 7));
    Outputs outputs = Outputs.allocate(model.card(), STEPS, 1);
    State state = model.initialState(1);
    for (int i = 0; i < 5; i++) {
      float[][] sample = sample(i % 2, STEPS);
      state = model.apply(call(sample).markAll(BOTH), state, outputs, Hooks.NONE);
      assertArrayEquals(run(model, sample, STEPS, Hooks.NONE), scores(outputs, 0));
      assertEquals((i + 1L) * (STEPS + 9), state.step());
    }
  }

  @Test
  void aSnapshotGoesOnLikeItsOriginal() {
    DelaysModel model = model(firing(2, 1, 7));
    Outputs outputs = Outputs.allocate(model.card(), STEPS, 1);
    State state = model.apply(call(sample(1, STEPS)), model.initialState(1), outputs, Hooks.NONE);
    State copy = state.snapshot();
    State one = model.apply(call(sample(2, STEPS)), state, outputs, Hooks.NONE);
    float[] first = scores(outputs, 0);
    State two = model.apply(call(sample(2, STEPS)), copy, outputs, Hooks.NONE);
    assertArrayEquals(first, scores(outputs, 0));
    assertTrue(one.contentEquals(two));
  }

  @Test
  void silencedSpikesAreWhatTheNextLayerHears() {
    DelaysModel model = model(firing(2, 1, 7));
    Probe probe = new Probe(model.card());
    int spikes = model.card().site("hidden2.spikes");
    Hooks silence =
        site -> site == spikes ? (first, values, valid) -> values.clear() : probe.at(site);
    run(model, sample(1, STEPS), 4, silence);
    for (int t = 0; t < STEPS; t++) {
      assertArrayEquals(new float[4], probe.at("readout.membrane", 0, t));
    }
  }

  @Test
  void aWrittenMembraneIsWhatTheNextStepStartsFrom() {
    DelaysModel model = model(firing(1, 1, 5));
    int membrane = model.card().site("hidden1.membrane");
    Probe probe = new Probe(model.card());
    Hooks hooks =
        site ->
            site == membrane
                ? (first, values, valid) -> Arrays.fill(values.floats(), 100f)
                : probe.at(site);
    run(model, sample(1, STEPS), 3, hooks);
    float[] all = {1, 1, 1, 1, 1};
    assertFalse(Arrays.equals(all, probe.at("hidden1.spikes", 0, 0)));
    for (int t = 1; t < STEPS; t++) {
      assertArrayEquals(all, probe.at("hidden1.spikes", 0, t));
    }
  }

  @Test
  void readOnlyInputsAreTaken() {
    DelaysModel model = model(firing(2, 1, 7));
    Inputs writable = call(sample(1, STEPS)).markAll(BOTH);
    Inputs readOnly = Inputs.of(writable.tensor(0).readOnly()).markAll(BOTH);
    Outputs first = Outputs.allocate(model.card(), STEPS, 1);
    Outputs second = Outputs.allocate(model.card(), STEPS, 1);
    model.apply(writable, model.initialState(1), first, Hooks.NONE);
    model.apply(readOnly, model.initialState(1), second, Hooks.NONE);
    assertTrue(first.tensor(0).contentEquals(second.tensor(0)));
  }

  @Test
  void aCallAllocatesNoMoreForMoreSteps() {
    DelaysModel model = model(firing(2, 1, 7));
    long few = bytes(model, 10);
    long many = bytes(model, 400);
    assertTrue(many <= few + 64, "expected no bytes a step, got " + few + " and " + many);
  }

  private static long bytes(DelaysModel model, int steps) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    Inputs inputs = call(sample(1, steps)).markAll(BOTH);
    Outputs outputs = Outputs.allocate(model.card(), steps, 1);
    State state = model.initialState(1);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      state = model.apply(inputs, state, outputs, Hooks.NONE);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  static DelaysModel model(NetworkParameters parameters) {
    return new DelaysModel(parameters, DelaysCard.draft("delays", parameters));
  }

  /** Random parameters whose shifts make units fire at zero input. */
  static NetworkParameters firing(int layers, int count, int taps) {
    DelaySettings settings =
        new DelaySettings(
            3,
            5,
            layers,
            4,
            count,
            taps,
            2,
            1,
            1e9,
            5,
            true,
            true,
            1e-5,
            0.1,
            0,
            KernelForm.GAUSS,
            0.01);
    NetworkParameters parameters = NetworkParameters.random(settings, RandomKey.of(5));
    for (LayerParameters layer : parameters.layers()) {
      for (int c = 0; c < layer.beta().length; c++) {
        layer.beta()[c] = 0.5f + 0.4f * c;
        layer.mean()[c] = 0.1f * c;
      }
    }
    return parameters;
  }

  static float[][] sample(int seed, int steps) {
    return DelayedConvolutionTest.rows(RandomKey.of(seed).child("sample"), steps, 3, 0.7);
  }

  private static Inputs call(float[][] steps) {
    Tensor x = Tensor.zeros(DType.F32, steps.length, 1, 3);
    for (int t = 0; t < steps.length; t++) {
      System.arraycopy(steps[t], 0, x.floats(), t * 3, 3);
    }
    return Inputs.of(x);
  }

  private static float[] run(DelaysModel model, float[][] sample, int chunk, Hooks hooks) {
    State state = model.initialState(1);
    Outputs outputs = Outputs.allocate(model.card(), chunk, 1);
    for (int at = 0; at == 0 || at < sample.length; at += chunk) {
      int end = Math.min(sample.length, at + chunk);
      Inputs inputs = call(Arrays.copyOfRange(sample, at, end));
      int marks = (at == 0 ? Inputs.FIRST : 0) | (end == sample.length ? Inputs.LAST : 0);
      state = model.apply(inputs.markAll(marks), state, outputs, hooks);
    }
    return scores(outputs, 0);
  }

  private static float[] scores(Outputs outputs, int row) {
    int classes = outputs.tensor(0).dim(1);
    float[] scores = new float[classes];
    outputs.tensor(0).copyTo(row * classes, scores, 0, classes);
    return scores;
  }
}
