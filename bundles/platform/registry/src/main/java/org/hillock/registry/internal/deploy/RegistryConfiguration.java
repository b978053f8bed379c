package org.hillock.registry.internal.deploy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code org.hillock.registry}. */
@ObjectClassDefinition(
    id = RegistryConfiguration.PID,
    name = "Hillock registry",
    description =
        "How long things may take, where load/ is and what it takes."
            + " callbackDrain < gapWait < tapBlock < drain. Load and allowed count from the next"
            + " start on.")
@interface RegistryConfiguration {
  /** Persistent identity. */
  String PID = "org.hillock.registry";

  @AttributeDefinition(
      min = "1",
      max = "600",
      description = "Seconds for a self-check, or any other step in a model's code outside calls")
  int selfCheck() default 10;

  @AttributeDefinition(
      min = "1",
      max = "4",
      description = "Seconds in a framework callback when others stop a bundle")
  int callbackDrain() default 3;

  @AttributeDefinition(
      min = "2",
      max = "60",
      description = "Seconds that a caller waits while nothing serves its model")
  int gapWait() default 5;

  @AttributeDefinition(
      min = "3",
      max = "300",
      description = "Seconds that a call waits for a lossless tap before it is refused")
  int tapBlock() default 30;

  @AttributeDefinition(
      min = "4",
      max = "3600",
      description = "Seconds until leases on a replaced version are revoked")
  int drain() default 45;

  @AttributeDefinition(
      min = "0",
      max = "1440",
      description = "Minutes for which session states are kept for a rollback")
  int keptStates() default 10;

  @AttributeDefinition(
      description =
          "Folder that is watched for jars and checkpoints; empty: the framework property"
              + " hillock.load, else 'load'")
  String load() default "";

  @AttributeDefinition(description = "SHA-256 of files that may come in; empty: all")
  String[] allowed() default {};
}
