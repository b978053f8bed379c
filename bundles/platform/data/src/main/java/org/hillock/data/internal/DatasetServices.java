package org.hillock.data.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.SampleSource;
import org.hillock.data.FashionMnist;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Registers the data sets at hand: the embedded one always, the full one where its folder exists.
 * Their images are loaded when first read.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.hillock.data")
@Designate(ocd = DatasetServices.Configuration.class)
public final class DatasetServices {
  private static final Logger LOG = System.getLogger(DatasetServices.class.getName());

  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  /** Where data sets are. */
  @ObjectClassDefinition(name = "Hillock data sets")
  public @interface Configuration {
    /** Folder of the full set. */
    @AttributeDefinition(
        name = "Fashion-MNIST",
        description = "Folder with the four published IDX files, plain or .gz")
    String fashion_mnist() default "/usr/share/datasets/fashion-mnist";
  }

  /** Registers the services. */
  @Activate
  public DatasetServices(BundleContext context, Configuration configuration) {
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    datasets.put(FashionMnist.SMALL, new LazyDataset(FashionMnist.SMALL, FashionMnist::embedded));
    Path folder = Path.of(configuration.fashion_mnist());
    if (FashionMnist.isFolder(folder)) {
      datasets.put(
          FashionMnist.FULL, new LazyDataset(FashionMnist.FULL, () -> FashionMnist.folder(folder)));
    } else {
      LOG.log(Level.INFO, "no full Fashion-MNIST in {0}; the embedded part is used", folder);
    }
    datasets.forEach(
        (id, dataset) ->
            registrations.add(
                context.registerService(Dataset.class, dataset, property(Dataset.ID, id))));
    registrations.add(
        context.registerService(SampleSource.class, new DatasetSamples(datasets), null));
  }

  private static Dictionary<String, Object> property(String key, String value) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(key, value);
    return properties;
  }

  /** Takes the services back. */
  @Deactivate
  public void stop() {
    registrations.forEach(ServiceRegistration::unregister);
  }

  /** Reads a data set from files. */
  @FunctionalInterface
  interface Loader {
    Dataset load() throws IOException;
  }
}
