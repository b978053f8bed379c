package org.hillock.activation.internal;

import java.util.UUID;
import java.util.function.Consumer;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** A hub with one model {@code m} that has the sites v (dense) and s (spikes), three units each. */
final class Scene implements AutoCloseable {
  static final int UNITS = 3;
  static final VersionId V1 = new VersionId("m", "org.m", "1.0.0", "1".repeat(64));
  static final VersionId V2 = new VersionId("m", "org.m", "2.0.0", "2".repeat(64));

  final CollectingTransport transport = new CollectingTransport();
  final Hub hub = new Hub("local");
  final UUID session = UUID.randomUUID();
  final int rows;
  final Recorder recorder;
  ModelCard card = card("v", "s");
  VersionId version = V1;
  long call;
  long step;
  int epoch;

  Scene(int rows) {
    this.rows = rows;
    hub.transport("collecting", transport, true);
    recorder = hub.recorder("m", session, "test", rows);
  }

  static ModelCard card(String... sites) {
    SiteSpec[] specs = new SiteSpec[sites.length];
    for (int i = 0; i < sites.length; i++) {
      specs[i] =
          sites[i].equals("s")
              ? SiteSpec.spikes("s", UNITS, 0.001)
              : SiteSpec.dense(sites[i], UNITS, 0.001);
    }
    return ModelCard.builder("m")
        .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch()))
        .sites(specs)
        .build();
  }

  void tap(String name, String site, int every, Delivery delivery) {
    hub.open(new Tap(name, "m", site, every, delivery));
  }

  Inputs inputs(int time) {
    return Inputs.of(time, rows, Tensor.zeros(DType.F32, time, rows)).eventTime(1_000_000);
  }

  /** Element u of row r at step t is 100 t + 10 r + u. */
  Tensor values(int time) {
    Tensor values = Tensor.zeros(DType.F32, time, rows, UNITS);
    for (int i = 0; i < values.size(); i++) {
      int t = i / (rows * UNITS);
      values.set(i, 100 * (step + t) + 10 * (i / UNITS % rows) + i % UNITS);
    }
    return values;
  }

  /** One call as the registry makes it; {@code body} emits. */
  void call(Inputs inputs, Consumer<Hooks> body) {
    if (recorder.active()) {
      recorder.admit(1_000_000);
      body.accept(recorder.begin(version, card, inputs, call, epoch));
      recorder.commit();
    }
    call++;
    step += inputs.time();
  }

  /** A call that shows all its steps at site v at once. */
  void call(int time) {
    call(inputs(time), hooks -> emit(hooks, 0, values(time), null));
  }

  void emit(Hooks hooks, int site, Tensor values, int[] valid) {
    Hook hook = hooks.at(site);
    if (hook != null) {
      hook.emit(step, values, valid);
    }
  }

  @Override
  public void close() {
    hub.close();
  }
}
