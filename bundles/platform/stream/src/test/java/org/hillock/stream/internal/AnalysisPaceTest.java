package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AnalysisPaceTest {
  private static final long SKEW = 10;

  private final Map<Integer, AnalysisHead> heads = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /** A partition that is folded up to some event time, with some records left. */
  private void partition(int number, long end, long next, long left) {
    heads.put(number, new AnalysisHead("1", 100, end, next));
    ends.put(new TopicPartition("t", number), 100 + left);
  }

  private long horizon(int partitions, long published) {
    AnalysisPace pace = new AnalysisPace(SKEW, partitions);
    pace.move(heads, ends, published);
    return pace.horizon();
  }

  @Test
  void nobodyStartsBeforeAllPartitionsAreKnown() {
    partition(0, 50, 60, 5);
    assertEquals(AnalysisHead.NONE, horizon(2, 1000));
    partition(1, AnalysisHead.NONE, AnalysisHead.NOTHING, 0);
    assertEquals(70, horizon(2, 1000));
  }

  @Test
  void theSlowestWithFramesLeftHoldsTheOthers() {
    partition(0, 50, 60, 5);
    partition(1, 20, 30, 5);
    partition(2, 10, AnalysisHead.NOTHING, 0);
    assertEquals(40, horizon(3, 1000));
    partition(1, 20, AnalysisHead.NOTHING, 5);
    assertEquals(30, horizon(3, 1000), "frames that nobody has fetched yet");
  }

  @Test
  void nobodyGoesFarBeyondWhatIsPublished() {
    partition(0, 50, 60, 5);
    assertEquals(55, horizon(1, 45));
    partition(0, 50, AnalysisHead.NOTHING, 0);
    assertEquals(55, horizon(1, 45));
    assertEquals(AnalysisHead.NONE, horizon(1, AnalysisHead.NONE));
  }

  @Test
  void aPauseInAllPartitionsIsCrossed() {
    AnalysisPace pace = new AnalysisPace(SKEW, 2);
    partition(0, 50, 5000, 5);
    partition(1, 50, 5003, 5);
    assertEquals(5000, pace.published(heads, ends, 50));
    assertEquals(5010, horizon(2, 5000));
    partition(1, 50, AnalysisHead.NOTHING, 1);
    assertEquals(50, pace.published(heads, ends, 50), "the second may have frames before it");
  }

  @Test
  void whatForgetsNothingIsNotHeld() {
    AnalysisPace pace = new AnalysisPace(Long.MAX_VALUE, 3);
    assertEquals(Long.MAX_VALUE, pace.horizon());
    pace.move(heads, ends, AnalysisHead.NONE);
    assertEquals(Long.MAX_VALUE, pace.horizon());
  }
}
