package org.hillock.record.internal;

import jakarta.json.spi.JsonProvider;

/** The JSON provider, looked up once. */
final class Provider {
  static final JsonProvider JSON = JsonProvider.provider();

  private Provider() {}
}
