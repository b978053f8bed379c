package org.hillock.bench.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the load with ledgers, PID {@code org.hillock.bench.load}. */
@ObjectClassDefinition(
    name = "Hillock load with ledgers",
    description = "Calls a model and notes each call; for tests of what outlives a fault.")
@interface LedgerLoadConfiguration {
  @AttributeDefinition(
      name = "Folder",
      description = "Where the ledgers, the wishes and the state of the load are.")
  String folder();

  @AttributeDefinition(name = "Model", description = "Name of the model to call.", required = false)
  String model() default "bench-load";

  @AttributeDefinition(
      name = "Sessions",
      description = "Sessions that end with their platform.",
      min = "0",
      max = "64",
      required = false)
  int sessions() default 2;

  @AttributeDefinition(
      name = "Durable sessions",
      description = "Sessions that go on after it.",
      min = "0",
      max = "64",
      required = false)
  int durable() default 0;

  @AttributeDefinition(
      name = "Rows",
      description = "Rows of a call; each is a stream.",
      min = "1",
      max = "1024",
      required = false)
  int rows() default 16;

  @AttributeDefinition(
      name = "Pause",
      description = "Between two calls of a session, microseconds.",
      min = "0",
      max = "1000000",
      required = false)
  int pause() default 1000;
}
