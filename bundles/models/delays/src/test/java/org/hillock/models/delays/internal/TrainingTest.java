package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.data.Split;
import org.hillock.api.model.RandomKey;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.data.ArrayDataset;
import org.hillock.data.LabelledSplit;
import org.hillock.data.TrainingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {
  private static final int CLASSES = 3;
  private static final int STEPS = 10;

  @ParameterizedTest
  @EnumSource(Arm.class)
  void bothArmsLearnWhenAChannelFires(Arm arm) {
    Training training = training(arm, 1);
    List<Training.Epoch> epochs = new ArrayList<>();
    training.run(epochs::add);
    assertEquals(30, epochs.size());
    assertTrue(epochs.get(29).loss() < 0.8 * epochs.get(0).loss());
    double accuracy = training.bestScore().accuracy();
    assertTrue(accuracy > 0.6, "accuracy " + accuracy);
  }

  @Test
  void theSamePlanGivesTheSameBitsAndAnotherSeedOthers() {
    NetworkParameters one = training(Arm.LEARNED, 1).run(epoch -> {});
    NetworkParameters two = training(Arm.LEARNED, 1).run(epoch -> {});
    NetworkParameters other = training(Arm.LEARNED, 2).run(epoch -> {});
    for (int l = 0; l < one.layers().size(); l++) {
      assertArrayEquals(one.layers().get(l).weight(), two.layers().get(l).weight());
      assertArrayEquals(one.layers().get(l).position(), two.layers().get(l).position());
    }
    assertFalse(Arrays.equals(one.layers().get(0).weight(), other.layers().get(0).weight()));
  }

  @Test
  void fixedDelaysAreWholeAndStay() {
    DelaySettings settings = settings(Arm.FIXED);
    NetworkParameters start = Arm.FIXED.initial(settings, RandomKey.of(1).child("initial"));
    NetworkParameters end = training(Arm.FIXED, 1).run(epoch -> {});
    for (int l = 0; l < start.layers().size(); l++) {
      float[] position = end.layers().get(l).position();
      assertArrayEquals(start.layers().get(l).position(), position);
      for (float p : position) {
        assertEquals(Math.rint(p), p);
      }
    }
  }

  @Test
  void bothArmsStartFromTheSameWeights() {
    RandomKey key = RandomKey.of(4);
    NetworkParameters fixed = Arm.FIXED.initial(settings(Arm.FIXED), key);
    NetworkParameters learned = Arm.LEARNED.initial(settings(Arm.LEARNED), key);
    assertArrayEquals(fixed.layers().get(0).weight(), learned.layers().get(0).weight());
    assertArrayEquals(
        fixed.layers().get(0).position(), learned.layers().get(0).rounded().position());
  }

  private static Training training(Arm arm, long seed) {
    TrainingView data = TrainingView.of(data());
    return new Training(
        TrainingPlan.published(arm, seed, 30, 16),
        settings(arm),
        new ImageRows(data, Split.TRAIN),
        new ImageRows(data, Split.VALIDATION));
  }

  private static DelaySettings settings(Arm arm) {
    return new DelaySettings(
        4, 12, 1, CLASSES, 1, 7, 1.5, 1, 1e9, 5, true, true, 1e-5, 0.1, 0, arm.form(), 0.01);
  }

  /** Two pulses whose distance in steps is the class. */
  private static ArrayDataset data() {
    Map<Split, LabelledSplit> splits = new EnumMap<>(Split.class);
    splits.put(Split.TRAIN, split(240, 1));
    splits.put(Split.VALIDATION, split(90, 2));
    splits.put(Split.TEST, split(30, 3));
    return new ArrayDataset("pulses", List.of("near", "far", "farther"), splits);
  }

  private static LabelledSplit split(int count, int seed) {
    Tensor images = Tensor.zeros(DType.U8, count, STEPS, 4);
    Tensor labels = Tensor.zeros(DType.U8, count);
    RandomKey key = RandomKey.of(seed).child("pulses");
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      int first = key.below(4, 2L * i);
      labels.set(i, label);
      images.set((i * STEPS + first) * 4, 255);
      images.set((i * STEPS + first + 1 + 2 * label) * 4 + 2, 255);
    }
    return new LabelledSplit(images, labels);
  }
}
