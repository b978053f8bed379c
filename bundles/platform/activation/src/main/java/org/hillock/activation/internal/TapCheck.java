package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.registry.NearestNames;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;

/** Says whether a tap fits what is known of its model. */
final class TapCheck {
  private volatile CardSource source = CardSource.NONE;

  void cards(CardSource newSource) {
    source = newSource;
  }

  /** Throws unless model and site are known and every frame fits. */
  void require(Tap tap, ModelFlow flow, int maxFrameBytes) {
    ModelCard card = card(flow);
    List<String> models = source.models();
    if (card == null && !models.isEmpty() && !models.contains(tap.model())) {
      throw new TapRefusedException(
          "expected a known model for tap "
              + tap.name()
              + ", got '"
              + tap.model()
              + "'"
              + NearestNames.hint(tap.model(), models));
    }
    String problem = card == null ? "" : problem(tap, card, maxFrameBytes);
    if (!problem.isEmpty()) {
      throw new TapRefusedException(problem);
    }
  }

  /** Where a tap stands. */
  TapStatus status(Tap tap, ModelFlow flow, String transportName, Transport transport) {
    Outlet outlet = flow.outlet(tap.delivery());
    Channel channel = outlet.channel();
    if (channel == null) {
      String state =
          outlet.awaiting()
              ? Outlet.AWAITING
              : outlet.refusal().isEmpty()
                  ? "waits for a transport"
                  : "refused: " + outlet.refusal();
      return new TapStatus(tap, transportName, 0, 0, 0, state);
    }
    ModelCard card = card(flow);
    String problem =
        card == null || transport == null ? "" : problem(tap, card, transport.maxFrameBytes());
    String state =
        card == null
            ? "waits for model " + tap.model() + nearest(tap.model())
            : problem.isEmpty() ? channel.state() : "refused: " + problem;
    return new TapStatus(
        tap, transportName, channel.published(), channel.dropped(), channel.queued(), state);
  }

  private String nearest(String model) {
    List<String> models = source.models();
    return models.contains(model) ? "" : NearestNames.hint(model, models);
  }

  private ModelCard card(ModelFlow flow) {
    ModelCard live = source.card(flow.model());
    return live == null ? flow.card() : live;
  }

  private static String problem(Tap tap, ModelCard card, int maxFrameBytes) {
    if (!tap.site().equals("*") && card.site(tap.site()) < 0) {
      return "expected a site of model "
          + tap.model()
          + " for tap "
          + tap.name()
          + ", got '"
          + tap.site()
          + "'"
          + NearestNames.hint(tap.site(), card.sites().stream().map(SiteSpec::name).toList());
    }
    for (SiteSpec site : card.sites()) {
      boolean meant = tap.site().equals("*") || tap.site().equals(site.name());
      if (meant && !SitePlan.fits(site, maxFrameBytes)) {
        return "expected frames of at most "
            + maxFrameBytes
            + " bytes for tap "
            + tap.name()
            + ", got "
            + (SitePlan.stepBytes(site) + Wanted.FRAME_OVERHEAD)
            + " a step at site "
            + site.name();
      }
    }
    return "";
  }
}
