package org.hillock.activation.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.Intervention;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.StreamStart;
import org.hillock.api.spi.Transport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Puts the hub into the framework: interventions and transports come and go. */
@Component(
    immediate = true,
    service = {Activations.class, Recorders.class, WaitingTaps.class, ActivationComponent.class},
    configurationPid = "org.hillock.activation")
@Designate(ocd = ActivationComponent.Settings.class)
public final class ActivationComponent implements Activations, Recorders, WaitingTaps {
  private static final Logger LOG = System.getLogger(ActivationComponent.class.getName());

  @ObjectClassDefinition(name = "Hillock activations")
  public @interface Settings {
    @AttributeDefinition(
        name = "Node",
        description =
            "Name of this platform process, told in every frame: [a-z0-9-]{1,64}. By default the"
                + " framework property hillock.node, or local.")
    String node() default "";
  }

  private final Hub hub;

  /** Guarded by this. */
  private final Map<Long, InterventionRef> interventions = new HashMap<>();

  /** Guarded by this. */
  private final Map<ServiceReference<Transport>, Transport> transports = new HashMap<>();

  @Activate
  public ActivationComponent(BundleContext context, Settings settings) {
    String given = context.getProperty("hillock.node");
    String node = !settings.node().isEmpty() ? settings.node() : given == null ? "local" : given;
    if (!node.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "expected node of [a-z0-9-]{1,64} in org.hillock.activation, got '" + node + "'");
    }
    hub = new Hub(node);
  }

  @Deactivate
  void deactivate() {
    hub.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindTransport(ServiceReference<Transport> reference, Transport transport) {
    transports.put(reference, transport);
    choose(false);
  }

  synchronized void unbindTransport(ServiceReference<Transport> reference) {
    transports.remove(reference);
    choose(true);
  }

  private void choose(boolean leaving) {
    ServiceReference<Transport> best =
        transports.keySet().stream().max(ServiceReference::compareTo).orElse(null);
    String name = best == null ? "none" : String.valueOf(best.getProperty(Transport.NAME));
    hub.transport(name, best == null ? null : transports.get(best), leaving);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindIntervention(Intervention intervention, Map<String, Object> properties) {
    Object model = properties.get(Intervention.MODEL);
    Object site = properties.get(Intervention.SITE);
    Object name = properties.get(Intervention.NAME);
    long id = (Long) properties.get("service.id");
    if (!(model instanceof String m && site instanceof String s && name instanceof String n)
        || n.length() > 64) {
      LOG.log(
          Level.WARNING,
          "expected "
              + List.of(Intervention.MODEL, Intervention.SITE, Intervention.NAME)
              + " of an intervention, the name of at most 64 characters, got "
              + properties.keySet()
              + " of service "
              + id);
      return;
    }
    int ranking = properties.get("service.ranking") instanceof Integer r ? r : 0;
    InterventionRef ref = new InterventionRef(n, m, s, ranking, id, intervention);
    interventions.put(id, ref);
    hub.add(ref);
  }

  synchronized void unbindIntervention(Map<String, Object> properties) {
    InterventionRef ref = interventions.remove((Long) properties.get("service.id"));
    if (ref != null) {
      hub.remove(ref);
    }
  }

  void cards(CardSource source) {
    hub.cards(source);
  }

  @Override
  public Recorder recorder(StreamStart start) {
    return hub.recorder(start);
  }

  @Override
  public Optional<StreamPositions> positions() {
    return hub.positions();
  }

  @Override
  public List<Tap> openTaps() {
    return hub.openTaps();
  }

  @Override
  public void adopt(List<Tap> taps) {
    hub.adopt(taps);
  }

  @Override
  public void open(Tap tap) {
    hub.open(tap);
  }

  @Override
  public void openWaiting(Tap tap) {
    hub.openWaiting(tap);
  }

  @Override
  public boolean close(String tap) {
    return hub.close(tap);
  }

  @Override
  public List<TapStatus> taps() {
    return hub.taps();
  }

  @Override
  public Subscription subscribe(
      String model, String site, int every, Delivery delivery, FrameListener listener) {
    return hub.subscribe(model, site, every, delivery, listener);
  }
}
