package org.hillock.models.delays.internal;

import java.util.HashMap;
import java.util.Map;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.ModelCard;

/** Keeps what each site shows, by site, row and step. */
final class Probe implements Hooks {
  private final ModelCard card;
  private final Map<String, float[]> seen = new HashMap<>();

  Probe(ModelCard card) {
    this.card = card;
  }

  @Override
  public Hook at(int site) {
    return (first, values, valid) -> {
      int batch = values.dim(1);
      int units = values.dim(2);
      for (int t = 0; t < values.dim(0); t++) {
        for (int row = 0; row < batch; row++) {
          if (t < valid[row]) {
            float[] copy = new float[units];
            values.copyTo((t * batch + row) * units, copy, 0, units);
            String key = key(card.sites().get(site).name(), row, first + t);
            if (seen.put(key, copy) != null) {
              throw new AssertionError("expected each step once, got again " + key);
            }
          }
        }
      }
    };
  }

  float[] at(String site, int row, long step) {
    return seen.get(key(site, row, step));
  }

  private static String key(String site, int row, long step) {
    return site + "/" + row + "/" + step;
  }
}
