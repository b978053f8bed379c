package org.hillock.analysis.rates.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** A configuration of the rates analysis; its first six values are read by the host. */
@ObjectClassDefinition(
    name = "Hillock rates analysis",
    description =
        "Rate, variance, sparsity, dead and saturated units for each version, site and window.")
public @interface RatesSettings {
  @AttributeDefinition(name = "Model", description = "Whose frames are read.")
  String hillock_model();

  @AttributeDefinition(name = "Configuration", description = "Name: [a-z0-9-]{1,64}.")
  String hillock_analysis_configuration() default "default";

  @AttributeDefinition(name = "Sites", description = "Sites that are read, * for all.")
  String[] hillock_sites() default "*";

  @AttributeDefinition(name = "Every", description = "Read every n-th step.", min = "1")
  int hillock_every() default 1;

  @AttributeDefinition(
      name = "Delivery",
      options = {
        @Option(label = "live", value = "live"),
        @Option(label = "lossless", value = "lossless")
      })
  String hillock_delivery() default "live";

  @AttributeDefinition(
      name = "From",
      description = "Where a lossless analysis without a state begins on the log.",
      options = {
        @Option(label = "beginning", value = "beginning"),
        @Option(label = "now", value = "now")
      })
  String hillock_analysis_from() default "beginning";

  @AttributeDefinition(
      name = "Window",
      description = "Seconds of event time, 0.001 to 86400.",
      min = "0.001",
      max = "86400")
  double windowSeconds() default 1;

  @AttributeDefinition(
      name = "Windows kept",
      description = "A frame that is later than this many windows is only counted.",
      min = "1",
      max = "3600")
  int windowsKept() default 60;

  @AttributeDefinition(
      name = "Silence",
      description = "A value of at most this magnitude is silent.",
      min = "0")
  double silence() default 0;

  @AttributeDefinition(
      name = "Saturation",
      description = "A value of at least this magnitude is saturated.")
  double saturation() default 1;

  @AttributeDefinition(
      name = "Saturated share",
      description = "A unit is saturated when it was so in this share of its steps.",
      min = "0",
      max = "1")
  double saturatedShare() default 0.95;

  @AttributeDefinition(
      name = "Edges of values",
      description =
          "Ascending bin edges for values of dense sites; a bin below and one above are added.")
  double[] valueEdges() default {
    -4, -3, -2, -1.5, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4
  };

  @AttributeDefinition(
      name = "Edges of rates",
      description = "Ascending bin edges for the units' spikes per step at spiking sites.")
  double[] rateEdges() default {
    0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 0.9
  };
}
