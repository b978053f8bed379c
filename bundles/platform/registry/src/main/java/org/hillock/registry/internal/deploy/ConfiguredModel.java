package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.RouteOptions;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configured model: a candidate and the options of its route. */
@Component(
    service = ConfiguredModel.class,
    immediate = true,
    configurationPid = ModelConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ModelConfiguration.class, factory = true)
public final class ConfiguredModel {
  private final DeployerService deployer;
  private final Wanted.Entry entry;

  @Activate
  public ConfiguredModel(
      @Reference DeployerService deployer, ModelConfiguration c, Map<String, Object> properties) {
    this.deployer = deployer;
    String pid = String.valueOf(properties.get(Constants.SERVICE_PID));
    try {
      if (c.name() == null) {
        throw new IllegalArgumentException("expected a name, got none");
      }
      RouteOptions options = new RouteOptions(c.manual(), c.maxConcurrent());
      String checkpoint = checkpoint(deployer, c.checkpoint());
      this.entry = new Wanted.Entry(pid, c.name(), c.factory(), checkpoint, List.of(c.aliases()));
      deployer.core().ensureRoute(c.name(), options);
      deployer.configure(entry);
    } catch (IOException | RuntimeException e) {
      String text = "configuration " + pid + ": " + e.getMessage();
      deployer.core().report(Type.DEPLOY_REFUSED, "", "", text);
      throw new IllegalArgumentException(text);
    }
  }

  private static String checkpoint(DeployerService deployer, String value) throws IOException {
    if (value == null || value.isEmpty()) {
      return Checkpoint.NONE;
    }
    if (!value.matches("[0-9a-f]{64}")) {
      return deployer.checkpoints().put(Path.of(value));
    }
    if (!deployer.checkpoints().contains(value)) {
      throw new IOException("expected checkpoint " + value + " in the store, got none");
    }
    return value;
  }

  @Deactivate
  void stop() {
    deployer.unconfigure(entry);
  }
}
