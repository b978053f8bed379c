package org.hillock.stream.internal;

import jakarta.json.Json;
import java.lang.System.Logger.Level;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Tells who reads the topics of an earlier generation where new streams are: one record on its
 * registry topic, which is kept, and one among its events. Runs on the keeper's thread.
 */
final class GenerationNotice implements Runnable {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final int ATTEMPTS = 5;

  private final StreamSettings settings;
  private final TopicAdmin admin;
  private final TopicKeeper keeper;
  private final DocumentQueue documents;
  private int failures;

  GenerationNotice(
      StreamSettings settings, TopicAdmin admin, TopicKeeper keeper, DocumentQueue documents) {
    this.settings = settings;
    this.admin = admin;
    this.keeper = keeper;
    this.documents = documents;
  }

  @Override
  public void run() {
    int generation = settings.topics().generation();
    if (generation == 1) {
      return;
    }
    if (!admin.reachable()) {
      keeper.run(this);
      return;
    }
    try {
      for (int earlier = 1; earlier < generation; earlier++) {
        tell(new TopicNames(settings.prefix(earlier)), generation);
      }
    } catch (KafkaException e) {
      failures++;
      LOG.log(Level.DEBUG, "readers of earlier topics are not told: " + e);
      if (failures < ATTEMPTS) {
        keeper.run(this);
      }
    }
  }

  private void tell(TopicNames earlier, int generation) {
    List<String> topics = List.of(earlier.registry(), earlier.registryEvents());
    if (!admin.missing(topics).isEmpty()) {
      return;
    }
    String text =
        "new streams of "
            + settings.node()
            + " are on "
            + settings.prefix()
            + "*, generation "
            + generation
            + "; what is on "
            + earlier.prefix()
            + "* stays until its retention ends";
    String json =
        Json.createObjectBuilder()
            .add("node", settings.node())
            .add("type", "GENERATION")
            .add("generation", generation)
            .add("prefix", settings.prefix())
            .add("text", text)
            .build()
            .toString();
    keeper.found(topics);
    documents.put(earlier.registry(), settings.node() + "//generation", json);
    documents.append(earlier.registryEvents(), settings.node() + "//" + generation, json);
    LOG.log(Level.INFO, text);
  }
}
