package org.hillock.models.delays;

import java.io.IOException;
import org.hillock.models.delays.internal.TrainingCommand;

/**
 * Trains a network on Fashion-MNIST read row by row and writes its checkpoint: {@code TrainDelays
 * --arm fixed|learned [--seed N] [--epochs N] [--batch N] [--hidden N] [--layers N] [--taps N]
 * [--tau STEPS] [--dropout P] [--data small|FOLDER] [--name NAME] [--out FILE]}.
 *
 * <p>Exit code 0 when the checkpoint was written, 2 for an argument that is not understood.
 */
public final class TrainDelays {
  private TrainDelays() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws IOException {
    System.exit(TrainingCommand.run(arguments, System.out, System.err));
  }
}
