package org.hillock.broker.internal;

import org.apache.felix.service.command.Descriptor;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerStatus;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The shell command {@code hillock:broker}. */
@Component(
    service = BrokerCommands.class,
    property = {"osgi.command.scope=hillock", "osgi.command.function=broker"})
public final class BrokerCommands {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile Broker broker;

  /**
   * Where the broker is and how it is.
   *
   * @return a few lines
   */
  @Descriptor("Says where the broker is, how it is, and what it lacks. Example: broker")
  public String broker() {
    Broker present = broker;
    return present == null
        ? "no broker: there is no configuration org.hillock.broker"
        : text(present.status());
  }

  static String text(BrokerStatus status) {
    StringBuilder lines = new StringBuilder();
    lines
        .append(status.embedded() ? "process of this platform" : "outside cluster")
        .append(" at ")
        .append(status.bootstrapServers())
        .append('\n')
        .append(status.state().name().toLowerCase(java.util.Locale.ROOT))
        .append(": ")
        .append(status.detail());
    if (status.pid() != 0) {
      lines.append("\nprocess ").append(status.pid());
    }
    if (status.restarts() > 0) {
      lines.append("\nstarted again ").append(status.restarts()).append(" times");
    }
    if (!status.shortage().isEmpty()) {
      lines.append("\ndisk nearly full: ").append(status.shortage());
    }
    return lines.toString();
  }
}
