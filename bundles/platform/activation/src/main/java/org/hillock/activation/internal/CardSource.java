package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.model.ModelCard;

/** What is known of models that are not called yet. */
interface CardSource {
  /** Nothing is known. */
  CardSource NONE =
      new CardSource() {
        @Override
        public List<String> models() {
          return List.of();
        }

        @Override
        public ModelCard card(String model) {
          return null;
        }
      };

  /** Names of all models; empty when nothing is known. */
  List<String> models();

  /** The card of the live version, or null. */
  ModelCard card(String model);
}
