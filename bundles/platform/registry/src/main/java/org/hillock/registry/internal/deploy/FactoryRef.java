package org.hillock.registry.internal.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hillock.api.model.ModelFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A model factory's service, and what its properties say. */
record FactoryRef(ServiceReference<ModelFactory> service) {
  /** Null once the service is gone. */
  Bundle bundle() {
    return service.getBundle();
  }

  String factory() {
    return Objects.toString(service.getProperty(ModelFactory.FACTORY), "");
  }

  /** Models to make from an empty checkpoint. */
  List<String> models() {
    Object value = service.getProperty(ModelFactory.MODELS);
    List<String> names = new ArrayList<>();
    if (value instanceof String text) {
      names.addAll(Arrays.asList(text.split(",")));
    } else if (value instanceof String[] array) {
      names.addAll(Arrays.asList(array));
    } else if (value instanceof Collection<?> many) {
      many.forEach(v -> names.add(v.toString()));
    }
    return names.stream().map(String::trim).filter(n -> !n.isEmpty()).toList();
  }

  /** Stands for the service in the owners of a version. */
  Object key() {
    return "service " + service.getProperty(Constants.SERVICE_ID);
  }
}
