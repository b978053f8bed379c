package org.hillock.registry.internal.deploy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Factory configuration {@code org.hillock.model}. */
@ObjectClassDefinition(
    id = ModelConfiguration.PID,
    name = "Hillock model",
    description =
        "A candidate version of a model and how its route behaves. Several may share a name; only a"
            + " swap makes one live.")
@interface ModelConfiguration {
  /** Factory PID. */
  String PID = "org.hillock.model";

  @AttributeDefinition(description = "Name of the model: 1 to 64 of a-z, 0-9 and '-'")
  String name();

  @AttributeDefinition(
      required = false,
      description = "Name of the factory; empty: the configuration is about the route only")
  String factory() default "";

  @AttributeDefinition(
      required = false,
      description = "SHA-256 of a checkpoint in the store, or a path of a file; empty: none")
  String checkpoint() default "";

  @AttributeDefinition(required = false, description = "Other names of the route")
  String[] aliases() default {};

  @AttributeDefinition(description = "Candidates wait for a swap by hand")
  boolean manual() default false;

  @AttributeDefinition(
      min = "0",
      description = "Calls at once before further ones are refused as busy; 0: no limit")
  int maxConcurrent() default 0;
}
