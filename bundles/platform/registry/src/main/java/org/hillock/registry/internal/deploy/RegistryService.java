package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.hillock.api.registry.Registry;
import org.hillock.api.spi.Recorders;
import org.hillock.registry.internal.CoreRegistry;
import org.hillock.registry.internal.FileJournal;
import org.hillock.registry.internal.Limits;
import org.hillock.registry.internal.RecorderSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
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
    super(limits(c), journal, data.resolve("registry"), recorders);
    this.journal = journal;
    this.recorders = recorders;
    this.data = data;
    this.configuration = c;
  }

  private static Path data(BundleContext context) {
    String folder = context.getProperty("hillock.data");
    return Path.of(Objects.requireNonNullElse(folder, "data")).toAbsolutePath();
  }

  private static Limits limits(RegistryConfiguration c) {
    return new Limits(
        Duration.ofSeconds(c.selfCheck()),
        Duration.ofSeconds(c.callbackDrain()),
        Duration.ofSeconds(c.gapWait()),
        Duration.ofSeconds(c.tapBlock()),
        Duration.ofSeconds(c.drain()),
        Duration.ofMinutes(c.keptStates()),
        Limits.DEFAULT.collect());
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
