package org.hillock.activation.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** A tap from a configuration; one that is wrong is logged in one line and stays closed. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.hillock.tap",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConfiguredTap.Settings.class, factory = true)
public final class ConfiguredTap {
  private static final Logger LOG = System.getLogger(ConfiguredTap.class.getName());

  /** As in {@code org.osgi.service.component.ComponentConstants}. */
  private static final int REFERENCE = 2;

  private static final int BUNDLE_STOPPED = 6;

  @ObjectClassDefinition(
      name = "Hillock tap",
      description = "A wish for the activations of one site of a model.")
  public @interface Settings {
    @AttributeDefinition(name = "Name", description = "Of the tap: [a-z0-9-]{1,64}.")
    String name();

    @AttributeDefinition(name = "Model", description = "Whose activations are wanted.")
    String model();

    @AttributeDefinition(name = "Site", description = "Name of a site, or * for all.")
    String site() default "*";

    @AttributeDefinition(
        name = "Every",
        description = "Publish the steps whose number is divisible by this.",
        min = "1")
    int every() default 1;

    @AttributeDefinition(
        name = "Delivery",
        description = "live drops the oldest and counts it; lossless makes calls wait.",
        options = {
          @Option(label = "live", value = "live"),
          @Option(label = "lossless", value = "lossless")
        })
    String delivery() default "live";
  }

  private final WaitingTaps taps;
  private final String name;

  @Activate
  public ConfiguredTap(@Reference WaitingTaps taps, Settings settings) {
    this.taps = taps;
    String opened = null;
    try {
      Tap tap = tap(settings);
      taps.openWaiting(tap);
      opened = tap.name();
    } catch (IllegalArgumentException | NullPointerException e) {
      LOG.log(Level.ERROR, "configuration org.hillock.tap: " + e.getMessage());
    }
    this.name = opened;
  }

  /** Closes the tap, unless its bundle stops: the next one takes the taps over. */
  @Deactivate
  void deactivate(int reason) {
    boolean passesOn = reason == BUNDLE_STOPPED || reason == REFERENCE;
    if (name != null && !passesOn) {
      taps.close(name);
    }
  }

  static Tap tap(Settings settings) {
    Delivery delivery;
    try {
      delivery = Delivery.valueOf(settings.delivery().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected delivery live or lossless for tap "
              + settings.name()
              + ", got '"
              + settings.delivery()
              + "'");
    }
    return new Tap(settings.name(), settings.model(), settings.site(), settings.every(), delivery);
  }
}
