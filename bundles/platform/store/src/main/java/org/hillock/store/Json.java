package org.hillock.store;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonConfig;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** JSON factories; a key that comes twice in one object is an error. */
final class Json {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  static final JsonReaderFactory READERS =
      PROVIDER.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
  static final JsonWriterFactory WRITERS = PROVIDER.createWriterFactory(Map.of());
  static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

  private Json() {}

  /**
   * The shortest decimal that reads back as {@code value}; unlike {@link Double#toString} the same
   * on every Java version.
   */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17)).stripTrailingZeros();
  }
}
