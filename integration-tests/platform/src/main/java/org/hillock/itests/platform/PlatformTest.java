package org.hillock.itests.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  @InjectService(timeout = 10_000)
  ServiceComponentRuntime components;

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
  void onlyTheConsoleAndTheStreamWaitWithoutLauncherAndBroker() {
    Map<String, List<String>> waiting = new TreeMap<>();
    for (ComponentDescriptionDTO component :
        components.getComponentDescriptionDTOs(ours().toArray(Bundle[]::new))) {
      for (ComponentConfigurationDTO instance :
          components.getComponentConfigurationDTOs(component)) {
        List<String> missing =
            Arrays.stream(instance.unsatisfiedReferences).map(reference -> reference.name).toList();
        if (!missing.isEmpty()) {
          waiting.put(component.name, missing);
        }
        assertNull(instance.failure, component.name);
      }
    }

    assertEquals(
        Map.of(
            "org.hillock.shell.internal.ConsoleComponent", List.of("ready"),
            "org.hillock.stream.internal.StreamComponent", List.of("broker")),
        waiting);
  }

  private List<Bundle> ours() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.hillock."))
        .toList();
  }
}
