package org.hillock.api.model;

/** Inputs, outputs or parameters that do not fit a model; nothing was changed. */
public class InputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }

  /** With the model's name in front of the message. */
  public InputException(String model, String message) {
    super("model " + model + ": " + message);
  }
}
