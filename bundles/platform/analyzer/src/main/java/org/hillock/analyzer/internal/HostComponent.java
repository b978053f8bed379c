package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hillock.api.activation.Activations;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.analysis.Findings;
import org.hillock.api.spi.Transport;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Puts the host into the framework: analyzers and transports come and go. */
@Component(service = Findings.class, immediate = true)
public final class HostComponent implements Findings {
  private static final Logger LOG = System.getLogger(HostComponent.class.getName());
  private static final long CYCLE_MILLIS = 250;

  private final Host host;

  private volatile Transport transport;

  @Activate
  public HostComponent(@Reference Activations activations) {
    host = new Host(activations, this::publish, CYCLE_MILLIS);
  }

  @Deactivate
  void deactivate() {
    host.close();
  }

  private void publish(Finding finding) {
    Transport now = transport;
    if (now != null) {
      now.publish(finding);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindTransport(Transport bound) {
    transport = bound;
    host.transport(bound);
  }

  void unbindTransport(Transport unbound) {
    if (transport == unbound) {
      transport = null;
      host.transport(null);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAnalyzer(
      ServiceReference<Analyzer<?>> reference,
      Analyzer<?> analyzer,
      Map<String, Object> properties) {
    try {
      AnalysisSettings settings = AnalysisSettings.of(properties);
      AnalyzerOrder order = AnalyzerOrder.of(reference);
      host.add(new Host.Candidate(order, order.id(), settings, analyzer));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, e.getMessage());
    }
  }

  void unbindAnalyzer(Map<String, Object> properties) {
    host.remove((Long) properties.get("service.id"));
  }

  @Override
  public List<String> analyses() {
    return host.analyses();
  }

  @Override
  public List<Finding> latest(String analysis, int limit) {
    return host.latest(analysis, limit);
  }

  @Override
  public AutoCloseable follow(String analysis, Consumer<Finding> listener) {
    return host.follow(analysis, listener);
  }
}
