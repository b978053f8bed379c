package org.hillock.store;

import java.io.IOException;

/**
 * A file that is damaged, truncated or not of this format; the message is one line and names it.
 */
public class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  public StoreException(String message) {
    super(message);
  }
}
