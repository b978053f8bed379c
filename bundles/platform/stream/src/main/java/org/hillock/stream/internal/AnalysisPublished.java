package org.hillock.stream.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis.StoppedException;

/** What the findings topic holds of one configuration, so that only what differs is written. */
final class AnalysisPublished {
  private static final int LIMIT = 20_000;

  private final String topic;
  private final Map<String, Document> published =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> eldest) {
          return size() > LIMIT;
        }
      };

  /** All findings of the open transaction; null outside. */
  private Map<String, Document> now;

  /** What a record holds, and the finding that it was made from if that was here. */
  private record Document(Finding finding, String json) {}

  AnalysisPublished(String topic) {
    this.topic = topic;
  }

  /** Another process' finding. */
  void read(String key, byte[] value) {
    published.put(key, new Document(null, new String(value, StandardCharsets.UTF_8)));
  }

  /** The records for those findings that differ from what is published. */
  List<ProducerRecord<byte[], byte[]>> news(List<Finding> findings) {
    now = new HashMap<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Finding finding : findings) {
      String key = finding.key();
      Document before = published.get(key);
      if (before != null && finding.equals(before.finding)) {
        now.put(key, before);
        continue;
      }
      String json = json(finding);
      now.put(key, new Document(finding, json));
      if (before == null || !json.equals(before.json)) {
        records.add(
            new ProducerRecord<>(
                topic,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return records;
  }

  private static String json(Finding finding) {
    try {
      return AnalysisFindingJson.of(finding);
    } catch (IllegalArgumentException e) {
      throw new StoppedException(e.getMessage());
    }
  }

  /** The transaction is committed. */
  void committed() {
    if (now != null) {
      published.keySet().retainAll(now.keySet());
      published.putAll(now);
      now = null;
    }
  }
}
