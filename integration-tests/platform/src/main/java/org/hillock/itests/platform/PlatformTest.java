package org.hillock.itests.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

class PlatformTest {
  @InjectBundleContext BundleContext context;
  @InjectService ServiceComponentRuntime components;

  @Test
  void everyBundleOfThePlatformIsActive() {
    List<String> inactive =
        ours().stream()
            .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
            .map(bundle -> bundle + " is in state " + bundle.getState())
            .toList();

    assertEquals(List.of(), inactive);
    assertTrue(ours().size() > 2, ours().toString());
  }

  @Test
  void everyComponentThatNeedsNoConfigurationIsSatisfied() {
    List<String> unsatisfied = new ArrayList<>();
    for (ComponentDescriptionDTO component :
        components.getComponentDescriptionDTOs(ours().toArray(Bundle[]::new))) {
      if (!component.configurationPolicy.equals("require")) {
        components.getComponentConfigurationDTOs(component).stream()
            .filter(instance -> !isSatisfied(instance))
            .map(instance -> component.name + " is in state " + instance.state)
            .forEach(unsatisfied::add);
      }
    }

    assertEquals(List.of(), unsatisfied);
  }

  private static boolean isSatisfied(ComponentConfigurationDTO instance) {
    return instance.state == ComponentConfigurationDTO.SATISFIED
        || instance.state == ComponentConfigurationDTO.ACTIVE;
  }

  private List<Bundle> ours() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.hillock."))
        .toList();
  }
}
