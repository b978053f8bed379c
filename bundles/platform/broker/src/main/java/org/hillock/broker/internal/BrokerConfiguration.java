package org.hillock.broker.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the broker, PID {@code org.hillock.broker}. */
@ObjectClassDefinition(
    name = "Hillock broker",
    description = "A broker process of this platform, or the address of an outside cluster.")
@interface BrokerConfiguration {
  @AttributeDefinition(
      name = "Outside cluster",
      description = "host:port[,host:port] of a cluster to use; empty starts a broker process.",
      required = false)
  String bootstrap_servers() default "";

  @AttributeDefinition(
      name = "Client settings file of the outside cluster",
      description = "Path of a properties file with Kafka's security settings; never shown.",
      required = false)
  String client_file() default "";

  @AttributeDefinition(
      name = "Folder",
      description =
          "Data, passwords and log of the broker process; empty: broker below the framework"
              + " property hillock.data, which defaults to ./hillock-data.",
      required = false)
  String folder() default "";

  @AttributeDefinition(
      name = "Libraries",
      description =
          "Folder with the jars of the broker process; empty: broker below the framework property"
              + " hillock.home.",
      required = false)
  String libraries() default "";

  @AttributeDefinition(
      name = "Port",
      description = "Port on 127.0.0.1; 0 chooses one at random once and keeps it.",
      min = "0",
      max = "65535",
      required = false)
  int port() default 0;

  @AttributeDefinition(
      name = "Heap",
      description = "Largest heap of the broker process, MiB.",
      min = "128",
      max = "8192",
      required = false)
  int heap() default Settings.DEFAULT_HEAP;

  @AttributeDefinition(
      name = "Reserve",
      description =
          "Space that must stay free on the disk of the broker process, MiB: below it lossless taps"
              + " wait and live taps drop, until a quarter more than it is free; 0 does not watch.",
      min = "0",
      max = "1048576",
      required = false)
  int reserve() default Settings.DEFAULT_RESERVE;
}
