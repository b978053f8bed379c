package org.hillock.api.spi;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Makes recorders; a service of the activation bundle. Without it calls run unrecorded. */
@ProviderType
public interface Recorders {
  /**
   * The recorder of one client or session.
   *
   * @param model name of the model
   * @param session identity of its streams
   * @param name for display
   * @param rows of its batch
   */
  Recorder recorder(String model, UUID session, String name, int rows);
}
