package org.hillock.registry.internal;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hillock.api.registry.NearestNames;
import org.hillock.api.registry.UnknownModelException;

/** Routes by name and alias. Looked up when a handle is opened, never in a call. */
final class Routes {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  private final RouteTable table;
  // guarded by this
  private final TreeMap<String, Route> byName = new TreeMap<>();
  private final TreeMap<String, Route> byAlias = new TreeMap<>();

  Routes(RouteTable table) {
    this.table = table;
  }

  static String valid(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name of 1 to 64 characters a-z, 0-9 and '-', got '" + name + "'");
    }
    return name;
  }

  /** The route of a model, made where there is none yet. */
  synchronized Route ensure(String name) {
    valid(name);
    Route route = byName.get(name);
    if (route == null) {
      if (byAlias.containsKey(name)) {
        throw new IllegalArgumentException(
            "expected a model name that is no alias, got "
                + name
                + ", an alias of "
                + byAlias.get(name).name());
      }
      route = new Route(name, table.add());
      byName.put(name, route);
    }
    return route;
  }

  synchronized Route find(String name) {
    Route route = byName.get(name);
    return route != null ? route : byAlias.get(name);
  }

  Route require(String name) {
    Route route = find(name);
    if (route == null) {
      throw new UnknownModelException(
          "expected a model or alias, got '" + name + "'" + nearest(name));
    }
    return route;
  }

  synchronized Collection<Route> all() {
    return List.copyOf(byName.values());
  }

  /** Replaces the aliases of a route. */
  synchronized void aliases(Route route, List<String> names) {
    for (String alias : names) {
      valid(alias);
      Route taken = byName.containsKey(alias) ? byName.get(alias) : byAlias.get(alias);
      if (taken != null && (taken != route || byName.containsKey(alias))) {
        throw new IllegalArgumentException(
            "expected a free alias for model "
                + route.name()
                + ", got "
                + alias
                + ", which is "
                + taken.name());
      }
    }
    byAlias.values().removeIf(r -> r == route);
    names.forEach(alias -> byAlias.put(alias, route));
    route.aliases(names);
  }

  private synchronized String nearest(String name) {
    TreeSet<String> names = new TreeSet<>(byName.keySet());
    names.addAll(byAlias.keySet());
    return NearestNames.hint(name, names);
  }
}
