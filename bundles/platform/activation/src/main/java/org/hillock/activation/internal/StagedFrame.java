package org.hillock.activation.internal;

import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.FrameView;
import org.hillock.api.data.SampleId;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * A reusable frame of one (row, site, delivery). Filled on the model's thread; its values become a
 * tensor on the thread that reads them.
 */
final class StagedFrame implements FrameView {
  private final CallHeader header;
  private final SitePlan plan;
  private final int row;
  private final int every;
  private Tensor store;
  private int capacity;
  private int steps;
  private long firstStep;
  private long sequence;
  private List<String> interventions = List.of();
  private Tensor shown;

  /** All of the store in its shape; null until it is first shown. */
  private Tensor whole;

  StagedFrame(CallHeader header, SitePlan plan, int row, int every) {
    this.header = header;
    this.plan = plan;
    this.row = row;
    this.every = every;
  }

  /** Whether {@code step} can be appended. */
  boolean takes(long step) {
    return steps > 0 && steps < plan.maxSteps && step == firstStep + (long) steps * every;
  }

  void start(long step) {
    firstStep = step;
    steps = 0;
    shown = null;
    interventions = List.of();
  }

  /** Copies one step from {@code values}, beginning at element {@code from}. */
  void append(Tensor values, int from) {
    if (steps == capacity) {
      grow();
    }
    int to = steps * plan.units;
    switch (plan.spec.dtype()) {
      case F32 -> values.copyTo(from, store.floats(), to, plan.units);
      case F64 -> values.copyTo(from, store.doubles(), to, plan.units);
      case I32 -> values.copyTo(from, store.ints(), to, plan.units);
      case I64 -> values.copyTo(from, store.longs(), to, plan.units);
      case U8 -> values.copyTo(from, store.bytes(), to, plan.units);
      default -> copyBits(values, from, to);
    }
    steps++;
  }

  private void copyBits(Tensor values, int from, int to) {
    for (int i = 0; i < plan.units; i++) {
      store.set(to + i, values.get(from + i));
    }
  }

  private void grow() {
    int larger = capacity == 0 ? 1 : Math.min(plan.maxSteps, 2 * capacity);
    store = resized(larger);
    whole = null;
    capacity = larger;
  }

  private Tensor resized(int newSteps) {
    Tensor target = Tensor.zeros(plan.spec.dtype(), newSteps * plan.units);
    int n = Math.min(steps, newSteps) * plan.units;
    if (plan.spec.dtype() == DType.BITS) {
      for (int i = 0; i < n; i++) {
        target.set(i, store.get(i));
      }
    } else if (n > 0) {
      store.copyTo(0, array(target), 0, n);
    }
    return target;
  }

  private static Object array(Tensor tensor) {
    return switch (tensor.dtype()) {
      case F32 -> tensor.floats();
      case F64 -> tensor.doubles();
      case I32 -> tensor.ints();
      case I64 -> tensor.longs();
      case U8 -> tensor.bytes();
      case BITS -> tensor.words();
    };
  }

  void number(long newSequence, List<String> touchedBy) {
    sequence = newSequence;
    interventions = touchedBy;
  }

  /** An upper bound of its encoded size. */
  long bytes() {
    return 1024 + plan.stepBytes * steps;
  }

  @Override
  public Kind kind() {
    return Kind.DATA;
  }

  @Override
  public UUID session() {
    return header.session;
  }

  @Override
  public int row() {
    return row;
  }

  @Override
  public String sessionName() {
    return header.sessionName;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public int epoch() {
    return header.epoch;
  }

  @Override
  public String model() {
    return header.model;
  }

  @Override
  public String version() {
    return header.version;
  }

  @Override
  public String site() {
    return plan.spec.name();
  }

  @Override
  public SiteSpec.Kind siteKind() {
    return plan.spec.kind();
  }

  @Override
  public Mode mode() {
    return Mode.LIVE;
  }

  @Override
  public long trainingStep() {
    return -1;
  }

  @Override
  public long call() {
    return header.call;
  }

  @Override
  public SampleId sample() {
    return header.samples[row];
  }

  @Override
  public String key() {
    return header.keys[row];
  }

  @Override
  public String label() {
    return header.labels[row];
  }

  @Override
  public long firstStep() {
    return firstStep;
  }

  @Override
  public int every() {
    return every;
  }

  @Override
  public double dt() {
    return plan.spec.dt();
  }

  @Override
  public long eventTime() {
    return header.eventTime + Math.round((firstStep - header.firstStep) * plan.spec.dt() * 1e6);
  }

  @Override
  public long wallTime() {
    return header.wallTime;
  }

  @Override
  public List<String> axes() {
    return plan.axes;
  }

  @Override
  public Tensor values() {
    if (shown == null) {
      if (steps != capacity) {
        shown = shape(resized(steps));
      } else {
        whole = whole == null ? shape(store) : whole;
        shown = whole;
      }
    }
    return shown;
  }

  private Tensor shape(Tensor flat) {
    int[] shape = new int[1 + plan.spec.axes().size()];
    shape[0] = steps;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = plan.spec.axes().get(i - 1).size();
    }
    return flat.reshape(shape).readOnly();
  }

  @Override
  public List<String> interventions() {
    return interventions;
  }

  @Override
  public String node() {
    return header.node;
  }

  @Override
  public String traceId() {
    return "";
  }

  @Override
  public String reason() {
    return "";
  }
}
