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
import org.hillock.data.DataCache;
import org.hillock.data.FashionMnist;
import org.hillock.data.Mnist;
import org.hillock.data.Shd;
import org.hillock.data.speech.SpokenDigits;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Registers the data sets at hand: the embedded ones always, others where their folder exists. What
 * they hold is loaded when first read.
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
        description =
            "Folder with the four published IDX files, plain or .gz; where it has none, the user's"
                + " cache is looked at")
    String fashion_mnist() default "/usr/share/datasets/fashion-mnist";

    /** Folder of MNIST. */
    @AttributeDefinition(
        name = "MNIST",
        description = "Folder with the four published IDX files; empty for the user's cache",
        required = false)
    String mnist() default "";

    /** Folder of the Spiking Heidelberg Digits. */
    @AttributeDefinition(
        name = "SHD",
        description = "Folder with shd_train.h5 and shd_test.h5, plain or .gz; empty for none",
        required = false)
    String shd() default "";
  }

  /** Registers the services. */
  @Activate
  public DatasetServices(BundleContext context, Configuration configuration) {
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    datasets.put(FashionMnist.SMALL, new LazyDataset(FashionMnist.SMALL, FashionMnist::embedded));
    datasets.put(SpokenDigits.ID, new LazyDataset(SpokenDigits.ID, SpokenDigits::embedded));
    datasets.put(SpokenDigits.FLITE, new LazyDataset(SpokenDigits.FLITE, SpokenDigits::flite));
    add(datasets, FashionMnist.FULL, configuration.fashion_mnist(), FashionMnist::folder);
    add(datasets, Mnist.ID, configuration.mnist(), Mnist::folder);
    String shd = configuration.shd();
    if (!shd.isEmpty() && Shd.isFolder(Path.of(shd))) {
      datasets.put(Shd.ID, new LazyDataset(Shd.ID, () -> Shd.folder(Path.of(shd))));
    } else if (!shd.isEmpty()) {
      LOG.log(Level.WARNING, "expected shd_train.h5 and shd_test.h5 in {0}, got none", shd);
    }
    datasets.forEach(
        (id, dataset) ->
            registrations.add(
                context.registerService(Dataset.class, dataset, property(Dataset.ID, id))));
    registrations.add(
        context.registerService(SampleSource.class, new DatasetSamples(datasets), null));
  }

  private static void add(
      Map<String, Dataset> datasets, String id, String configured, FolderLoader loader) {
    Path cached = DataCache.ofUser().path(id);
    Path set = configured.isEmpty() ? cached : Path.of(configured);
    Path folder = FashionMnist.isFolder(set) ? set : cached;
    if (FashionMnist.isFolder(folder)) {
      datasets.put(id, new LazyDataset(id, () -> loader.load(folder)));
    } else {
      LOG.log(Level.INFO, "no {0} in {1}", id, set);
    }
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

  /** Reads a data set from a folder. */
  @FunctionalInterface
  private interface FolderLoader {
    Dataset load(Path folder) throws IOException;
  }
}
