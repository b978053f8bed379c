package org.hillock.stream.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the transport on Kafka, PID {@code org.hillock.stream}. */
@ObjectClassDefinition(
    name = "Hillock stream",
    description = "How frames and findings travel over Kafka.")
@interface StreamConfiguration {
  @AttributeDefinition(
      name = "Prefix",
      description = "First part of every topic's name, ending in a dot.",
      required = false)
  String prefix() default "hillock.";

  @AttributeDefinition(
      name = "Node",
      description =
          "Name of this platform among those on one cluster, [a-z0-9-]{1,64}; empty: the framework"
              + " property hillock.node, or one made from host and folder.",
      required = false)
  String node() default "";

  @AttributeDefinition(
      name = "Partitions",
      description = "Partitions of a model's topics when they are created.",
      min = "1",
      max = "128",
      required = false)
  int partitions() default 1;

  @AttributeDefinition(
      name = "Writers",
      description = "Transactional writers of this node.",
      min = "1",
      max = "16",
      required = false)
  int writers() default 2;

  @AttributeDefinition(
      name = "Commit interval",
      description = "Longest time that a frame waits for the commit of its transaction, ms.",
      min = "5",
      max = "1000",
      required = false)
  int commit_interval() default 50;

  @AttributeDefinition(
      name = "Commit size",
      description = "Size at which a transaction is committed earlier, KiB.",
      min = "64",
      max = "65536",
      required = false)
  int commit_size() default 4096;

  @AttributeDefinition(
      name = "Lossless buffer",
      description = "Frames of a model that may wait for their commit, MiB.",
      min = "1",
      max = "1024",
      required = false)
  int lossless_buffer() default 32;

  @AttributeDefinition(
      name = "Live buffer",
      description =
          "Frames of a model that may wait to be sent before the oldest are dropped, MiB.",
      min = "1",
      max = "1024",
      required = false)
  int live_buffer() default 8;

  @AttributeDefinition(
      name = "Generation",
      description =
          "1, or one more than before to begin new topics with another number of partitions;"
              + " their names have g2. and so on after the prefix.",
      min = "1",
      max = "99",
      required = false)
  int generation() default 1;

  @AttributeDefinition(
      name = "Retention time",
      description = "How long the embedded broker keeps frames and findings, minutes.",
      min = "1",
      max = "525600",
      required = false)
  int retention_time() default 60;

  @AttributeDefinition(
      name = "Retention size",
      description = "How much the embedded broker keeps of a topic, MiB.",
      min = "64",
      max = "1048576",
      required = false)
  int retention_size() default 2048;

  @AttributeDefinition(
      name = "Replication factor",
      description = "Copies of topics created on an outside cluster; 0 takes its default.",
      min = "0",
      max = "32",
      required = false)
  int replication_factor() default 0;

  @AttributeDefinition(
      name = "Least replicas in sync",
      description =
          "Copies that must have a record before it counts as written, for topics created on an"
              + " outside cluster; 0 takes its default.",
      min = "0",
      max = "32",
      required = false)
  int min_insync_replicas() default 0;
}
