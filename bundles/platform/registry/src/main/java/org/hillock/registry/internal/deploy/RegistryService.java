package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.spi.Recorders;
import org.hillock.registry.internal.CoreRegistry;
import org.hillock.registry.internal.FileJournal;
import org.hillock.registry.internal.Limits;
import org.hillock.registry.internal.RecorderSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** The registry as a service, with its journal below the data folder. */
@Component(
    service = {Registry.class, RegistryService.class},
    configurationPid = RegistryConfiguration.PID)
@Designate(ocd = RegistryConfiguration.class)
public final class RegistryService extends CoreRegistry {
  private final FileJournal journal;
  private final RecorderSource recorders;
  private final Path data;
  private final RegistryConfiguration configuration;

  @Activate
  public RegistryService(BundleContext context, RegistryConfiguration configuration)
      throws IOException {
    this(data(context), configuration, new RecorderSource());
  }

  private RegistryService(Path data, RegistryConfiguration c, RecorderSource recorders)
      throws IOException {
    this(data, c, recorders, new FileJournal(data.resolve("registry").resolve("journal.jsonl")));
  }

  private RegistryService(
      Path data, RegistryConfiguration c, RecorderSource recorders, FileJournal journal) {
    super(Limits.DEFAULT, journal, data.resolve("registry"), recorders);
    this.journal = journal;
    this.recorders = recorders;
    this.data = data;
    this.configuration = c;
    configure(c);
  }

  /** Takes new limits; what they are about and already runs keeps its own. */
  @Modified
  void configure(RegistryConfiguration c) {
    try {
      limits(ConfiguredLimits.of(c));
    } catch (RuntimeException e) {
      String text = "configuration " + RegistryConfiguration.PID + " refused: " + e.getMessage();
      report(Type.DEPLOY_REFUSED, "", "", text);
    }
  }

  private static Path data(BundleContext context) {
    String folder = context.getProperty("hillock.data");
    return Path.of(Objects.requireNonNullElse(folder, "data")).toAbsolutePath();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setRecorders(Recorders service) {
    recorders.set(service);
  }

  void unsetRecorders(Recorders service) {
    recorders.unset(service);
  }

  @Deactivate
  void stop() throws IOException {
    close();
    journal.close();
  }

  Path data() {
    return data;
  }

  FileJournal journal() {
    return journal;
  }

  RegistryConfiguration configuration() {
    return configuration;
  }
}
