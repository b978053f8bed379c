package org.hillock.contract;

import java.util.Arrays;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;

/** Compares outputs of a model bit by bit. */
final class Same {
  private final ModelCard card;

  Same(ModelCard card) {
    this.card = card;
  }

  void rows(Outputs expected, Outputs got, int rows, String how) {
    for (int i = 0; i < expected.count(); i++) {
      for (int row = 0; row < rows; row++) {
        double[] want = Trial.row(card.outputs().get(i), expected.tensor(i), row);
        double[] have = Trial.row(card.outputs().get(i), got.tensor(i), row);
        Claims.that(
            Arrays.equals(want, have),
            "expected the same %s of row %d %s",
            card.outputs().get(i).name(),
            row,
            how);
      }
    }
  }

  void outputs(Outputs expected, Outputs got, String how) {
    for (int i = 0; i < expected.count(); i++) {
      Claims.that(
          expected.tensor(i).contentEquals(got.tensor(i)),
          "expected the same bits of %s %s",
          card.outputs().get(i).name(),
          how);
    }
  }
}
