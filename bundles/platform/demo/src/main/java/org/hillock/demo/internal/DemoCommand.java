package org.hillock.demo.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.hillock.api.activation.Activations;
import org.hillock.api.analysis.Findings;
import org.hillock.api.data.Dataset;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.shadow.ShadowSwap;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell command of the demo. */
@Component(
    service = DemoCommand.class,
    property = {"osgi.command.scope=hillock", "osgi.command.function=demo"})
public final class DemoCommand {
  private final BundleContext context;
  private final Registry registry;
  private final Deployer deployer;
  private final Activations activations;
  private final Findings findings;
  private final Dataset dataset;
  private final ShadowSwap shadows;
  private final ConfigurationAdmin configurations;

  /** With the services that the story needs. */
  @Activate
  public DemoCommand(
      BundleContext context,
      @Reference Registry registry,
      @Reference Deployer deployer,
      @Reference Activations activations,
      @Reference Findings findings,
      @Reference(target = "(hillock.dataset=fashion-mnist)") Dataset dataset,
      @Reference ShadowSwap shadows,
      @Reference ConfigurationAdmin configurations) {
    this.context = context;
    this.registry = registry;
    this.deployer = deployer;
    this.activations = activations;
    this.findings = findings;
    this.dataset = dataset;
    this.shadows = shadows;
    this.configurations = configurations;
  }

  /** Runs the story; 0 when nothing failed, was lost or doubled and all was given back, else 1. */
  @Descriptor("shows real images, taps, findings and swaps in about a minute; example: demo")
  public int demo(CommandSession session) throws IOException, InterruptedException {
    Configuration rates =
        configurations.createFactoryConfiguration("org.hillock.analysis.rates", "?");
    try {
      rates.update(ratesOfTheDemo());
      Path home = Path.of(context.getProperty("hillock.home"));
      Images images = new Images(dataset);
      Demo demo =
          new Demo(
              registry,
              deployer,
              activations,
              findings,
              shadows,
              images,
              home,
              session.getConsole());
      return demo.run() ? 0 : 1;
    } finally {
      rates.delete();
    }
  }

  private static Dictionary<String, Object> ratesOfTheDemo() {
    Dictionary<String, Object> values = new Hashtable<>();
    values.put("hillock.model", Demo.MODEL);
    values.put("hillock.sites", new String[] {Demo.SITE});
    values.put("hillock.analysis.configuration", Demo.CONFIGURATION);
    return values;
  }
}
