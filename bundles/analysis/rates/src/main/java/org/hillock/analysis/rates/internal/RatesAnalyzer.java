package org.hillock.analysis.rates.internal;

import java.util.List;
import java.util.Map;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.tensor.Tensor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Statistics of activations for each version, site and window of event time.
 *
 * <p>A finding of a window holds {@code units}, {@code steps} (over all streams), {@code mean} and
 * {@code variance} over all values, {@code rate} (active values per unit and second, per step where
 * steps are not time), {@code sparsity} (share of silent values), {@code dead} and {@code
 * saturated} (shares of units) and a {@code histogram}: of values at dense sites, of the units'
 * spikes per step at spiking sites. A finding of drift, without version and window, holds the
 * Jensen-Shannon divergence in bits between the histograms of each pair of versions over all that
 * was read of them. The bin edges belong to the configuration, so all versions share them. Only
 * frames of live calls count.
 */
@Component(
    service = Analyzer.class,
    property = Analyzer.NAME + "=" + RatesFindings.ANALYSIS,
    configurationPid = "org.hillock.analysis.rates",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RatesSettings.class, factory = true)
public final class RatesAnalyzer implements Analyzer<Map<String, List<Tensor>>> {
  private final RatesOptions options;
  private final Windows windows;
  private final RatesFindings findings;

  @Activate
  public RatesAnalyzer(RatesSettings settings) {
    this(RatesOptions.of(settings));
  }

  RatesAnalyzer(RatesOptions options) {
    this.options = options;
    windows = new Windows(options);
    findings = new RatesFindings(options);
  }

  @Override
  public Map<String, List<Tensor>> initial() {
    return windows.empty();
  }

  @Override
  public Map<String, List<Tensor>> accept(Map<String, List<Tensor>> state, FrameView frame) {
    windows.add(state, frame);
    return state;
  }

  @Override
  public Map<String, List<Tensor>> merge(
      Map<String, List<Tensor>> left, Map<String, List<Tensor>> right) {
    windows.merge(left, right);
    return left;
  }

  @Override
  public String form() {
    return options.form();
  }

  @Override
  public Map<String, List<Tensor>> migrate(String form, Object state) {
    throw new UnsupportedOperationException(
        "counts under other settings cannot be counted again without their frames");
  }

  /** A quarter of what is kept, so that no partition forgets a window that another adds to. */
  @Override
  public long skew() {
    return options.window() * options.kept() / 4;
  }

  @Override
  public List<Finding> findings(Map<String, List<Tensor>> state) {
    return findings.of(state);
  }
}
