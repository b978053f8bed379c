"""Shows the live activations of a model as NumPy arrays.

    pip install kafka-python flatbuffers numpy
    python read_live.py [MODEL [CLIENT_FILE]]       ./hillock credentials tells the file
"""
import re
import sys

from hillock_frame import decode
from kafka import KafkaConsumer, TopicPartition

model = sys.argv[1] if len(sys.argv) > 1 else "fashion"
path = sys.argv[2] if len(sys.argv) > 2 else "data/broker/reader.properties"
lines = (line.strip().replace("\\", "") for line in open(path))
client = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
user, password = re.search(
    'username="(.*?)" password="(.*?)"', client["sasl.jaas.config"]).groups()

consumer = KafkaConsumer(
    bootstrap_servers=client["bootstrap.servers"],
    security_protocol=client["security.protocol"],
    sasl_mechanism=client["sasl.mechanism"],
    sasl_plain_username=user,
    sasl_plain_password=password)
topic = f"hillock.live.{model}"
consumer.assign([TopicPartition(topic, p) for p in consumer.partitions_for_topic(topic) or ()])
consumer.seek_to_end()
for record in consumer:
    head, values = decode(record.value)
    mean = values.mean() if values.size else 0
    print(f"{head['kind']} {head['site']} #{head['sequence']} step {head['first_step']}",
          f"{values.dtype}{values.shape} mean {mean:.4f} label {head['label']}", flush=True)
