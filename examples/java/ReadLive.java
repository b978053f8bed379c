import java.io.FileReader;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.hillock.api.activation.Frame;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameFormatException;

/** Prints the live frames of a model: {@code ReadLive MODEL CLIENT_FILE}. */
public final class ReadLive {
  private ReadLive() {}

  public static void main(String[] args) throws Exception {
    String topic = "hillock.live." + args[0];
    Properties client = new Properties();
    try (FileReader file = new FileReader(args[1])) {
      client.load(file);
    }
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          print(record);
        }
      }
    }
  }

  private static void print(ConsumerRecord<byte[], byte[]> record) {
    try {
      Frame frame = FrameDecoder.decode(record.value());
      System.out.println(
          frame.kind() + " " + frame.site() + " #" + frame.sequence() + " " + frame.values());
    } catch (FrameFormatException e) {
      System.out.println("offset " + record.offset() + ": " + e.getMessage());
    }
  }
}
