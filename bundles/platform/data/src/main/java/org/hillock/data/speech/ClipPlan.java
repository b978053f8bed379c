package org.hillock.data.speech;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.data.Split;
import org.hillock.api.model.RandomKey;

/**
 * Which clips the set has. A voice is a variant of espeak-ng that speaks both languages; no voice
 * is in two splits, and no pair of rate and pitch is: rates are 3k for training, 3k + 1 for
 * validation, 3k + 2 for the test.
 */
final class ClipPlan {
  /** British English is {@code en}: with {@code en-gb}, espeak-ng takes no variant. */
  private static final List<String> ENGLISH =
      List.of("en", "en-us", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan", "en-029");

  private static final Map<Split, List<String>> VOICES = new LinkedHashMap<>();
  private static final int SLOWEST = 129;
  private static final int RATES = 27;
  private static final int LOWEST = 25;
  private static final int PITCHES = 51;
  private static final List<String> FLITE = List.of("awb", "kal", "kal16", "rms", "slt");
  private static final List<Integer> STRETCH = List.of(850, 1000, 1150, 1300);

  static {
    VOICES.put(Split.TRAIN, List.of("m2", "m3", "m5", "m7", "f1", "f3", "f5", "Andy"));
    VOICES.put(Split.VALIDATION, List.of("m4", "m8", "f2", "Annie"));
    VOICES.put(Split.TEST, List.of("m6", "Lee", "f4", "linda"));
  }

  private final RandomKey key;
  private final int variants;

  /**
   * A plan.
   *
   * @param variants clips of each voice and word
   */
  ClipPlan(RandomKey key, int variants) {
    this.key = key.child("plan");
    this.variants = variants;
  }

  /** The clips of a split, spoken by espeak-ng. */
  List<Clip> clips(Split split) {
    List<Clip> clips = new ArrayList<>();
    int speaker = 0;
    for (Map.Entry<Split, List<String>> part : VOICES.entrySet()) {
      for (String voice : part.getValue()) {
        if (part.getKey() == split) {
          add(clips, split, voice, speaker);
        }
        speaker++;
      }
    }
    return clips;
  }

  private void add(List<Clip> clips, Split split, String voice, int speaker) {
    for (int label = 0; label < SpokenDigits.WORDS.size(); label++) {
      boolean english = label < SpokenDigits.WORDS.size() / 2;
      for (int v = 0; v < variants; v++) {
        int index = (speaker * SpokenDigits.WORDS.size() + label) * variants + v;
        RandomKey draw = key.child(index);
        String accent = english ? ENGLISH.get(draw.below(ENGLISH.size(), 0)) : "de";
        int rate = SLOWEST + 3 * draw.below(RATES, 1) + split.ordinal();
        int pitch = LOWEST + draw.below(PITCHES, 2);
        clips.add(
            new Clip(index, label, accent.substring(0, 2), accent, voice, speaker, rate, pitch));
      }
    }
  }

  /** The clips of the transfer test, spoken by flite, which knows English only. */
  List<Clip> flite() {
    List<Clip> clips = new ArrayList<>();
    for (String voice : FLITE) {
      int speaker = 100 + FLITE.indexOf(voice);
      for (int label = 0; label < SpokenDigits.WORDS.size() / 2; label++) {
        for (int stretch : STRETCH) {
          int index = 1_000_000 + clips.size();
          clips.add(new Clip(index, label, "en", "flite", voice, speaker, stretch, 0));
        }
      }
    }
    return clips;
  }
}
