package org.hillock.models.delays.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.InputException;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * The sites of a pass: shows values to hooks on the way forward, and keeps gradients on the way
 * back. Where a hook replaced a result, the gradient stops. What a hook writes to a membrane is not
 * followed in whole-sequence passes.
 */
final class SiteRecord implements LayerWatcher {
  private final DelaySettings settings;
  private final Hooks hooks;
  private final long firstStep;
  private final Map<String, Tensor> gradients = new LinkedHashMap<>();
  private final Map<Integer, Sequences> layouts = new LinkedHashMap<>();
  private final Map<Integer, boolean[][]> replaced = new LinkedHashMap<>();

  SiteRecord(DelaySettings settings, Hooks hooks, long firstStep) {
    this.settings = settings;
    this.hooks = hooks;
    this.firstStep = firstStep;
  }

  @Override
  public void computed(int layer, Sequences layout, LayerPass pass) {
    layouts.put(layer, layout);
    boolean readout = settings.isReadout(layer);
    Hook results = hooks.at(2 * layer);
    if (results != null) {
      show(layer, layout, results, pass.results());
    }
    Hook membrane = readout ? null : hooks.at(2 * layer + 1);
    if (membrane != null) {
      Tensor values = tensor(layer, layout);
      copy(reset(layer, layout, pass.membranes()), layout, values);
      membrane.emit(firstStep, values, layout.lengths());
    }
  }

  private void show(int layer, Sequences layout, Hook hook, float[][] rows) {
    Tensor values = tensor(layer, layout);
    copy(rows, layout, values);
    hook.emit(firstStep, values, layout.lengths());
    int units = values.dim(2);
    boolean[][] changed = new boolean[layout.total()][units];
    float[] flat = values.floats();
    for (int b = 0; b < layout.samples(); b++) {
      for (int t = 0; t < layout.lengths()[b]; t++) {
        int r = layout.starts()[b] + t;
        for (int u = 0; u < units; u++) {
          float value = flat[(t * layout.samples() + b) * units + u];
          changed[r][u] = value != rows[r][u];
          rows[r][u] = value;
        }
      }
    }
    replaced.put(layer, changed);
  }

  private float[][] reset(int layer, Sequences layout, float[][] h) {
    float[][] v = new float[layout.total()][];
    for (int r = 0; r < v.length; r++) {
      v[r] = h[r].clone();
      for (int u = 0; u < v[r].length; u++) {
        v[r][u] = settings.lif(layer).fires(h[r][u]) ? 0 : h[r][u];
      }
    }
    return v;
  }

  private Tensor tensor(int layer, Sequences layout) {
    int units = settings.shape(layer).outputs();
    return Tensor.zeros(DType.F32, layout.longest(), layout.samples(), units);
  }

  /** Copies rows into a tensor {@code [time, batch, unit]}; padding stays. */
  static void copy(float[][] rows, Sequences layout, Tensor target) {
    int units = target.dim(2);
    for (int b = 0; b < layout.samples(); b++) {
      for (int t = 0; t < layout.lengths()[b]; t++) {
        int at = (t * layout.samples() + b) * units;
        System.arraycopy(rows[layout.starts()[b] + t], 0, target.floats(), at, units);
      }
    }
  }

  /** What keeps the gradients of a layer's sites. */
  SiteGradients gradients(int layer) {
    Sequences layout = layouts.get(layer);
    boolean readout = settings.isReadout(layer);
    String name = readout ? "readout" : "hidden" + (layer + 1);
    float[][] results = new float[layout.total()][];
    float[][] membranes = new float[layout.total()][];
    boolean[][] stops = replaced.get(layer);
    int[] left = {layout.total()};
    return new SiteGradients() {
      @Override
      public void results(int row, float[] gradient) {
        results[row] = gradient.clone();
        if (stops != null) {
          stop(stops[row], gradient);
        }
      }

      @Override
      public void membrane(int row, float[] gradient) {
        membranes[row] = gradient.clone();
        if (readout && stops != null) {
          stop(stops[row], gradient);
        }
        if (--left[0] == 0) {
          keep(name + ".membrane", layer, membranes);
          if (!readout) {
            keep(name + ".spikes", layer, results);
          }
        }
      }
    };
  }

  private void keep(String site, int layer, float[][] rows) {
    Tensor tensor = tensor(layer, layouts.get(layer));
    copy(rows, layouts.get(layer), tensor);
    gradients.put(site, tensor);
  }

  private static void stop(boolean[] where, float[] gradient) {
    for (int u = 0; u < gradient.length; u++) {
      if (where[u]) {
        gradient[u] = 0;
      }
    }
  }

  /** Gradient with respect to what a site emitted. */
  Tensor gradient(String site) {
    Tensor found = gradients.get(site);
    if (found == null) {
      throw new InputException(
          DelaysCard.NAME, "expected a site of " + gradients.keySet() + ", got " + site);
    }
    return found;
  }
}
