package org.hillock.shell.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/**
 * What is known of a command from its annotations. The descriptor of a command ends with {@code
 * Example: ...}.
 */
record CommandDescription(
    String scope,
    String name,
    String summary,
    String example,
    List<String> usage,
    List<String> parameters) {

  private static final String EXAMPLE = "example:";

  static CommandDescription of(String scope, String name, Class<?> type) {
    String summary = "";
    String example = "";
    List<String> usage = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    List<Method> methods =
        Arrays.stream(type.getMethods())
            .filter(m -> m.getName().equals(name) || m.getName().equals("_" + name))
            .sorted(Comparator.comparingInt(Method::getParameterCount))
            .toList();
    for (Method method : methods) {
      Descriptor descriptor = method.getAnnotation(Descriptor.class);
      if (descriptor != null) {
        int at = descriptor.value().toLowerCase(Locale.ROOT).indexOf(EXAMPLE);
        summary = (at < 0 ? descriptor.value() : descriptor.value().substring(0, at)).strip();
        example = at < 0 ? example : descriptor.value().substring(at + EXAMPLE.length()).strip();
      }
      usage.add(usage(name, method, parameters));
    }
    return new CommandDescription(scope, name, summary, example, usage, parameters);
  }

  private static String usage(String name, Method method, List<String> parameters) {
    StringBuilder options = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    for (Parameter parameter : method.getParameters()) {
      if (CommandSession.class.isAssignableFrom(parameter.getType())) {
        continue;
      }
      String text =
          annotation(parameter, Descriptor.class) == null
              ? ""
              : parameter.getAnnotation(Descriptor.class).value();
      org.apache.felix.service.command.Parameter option =
          annotation(parameter, org.apache.felix.service.command.Parameter.class);
      if (option != null) {
        boolean flag =
            !option.presentValue().equals(org.apache.felix.service.command.Parameter.UNSPECIFIED);
        String value = flag ? "" : " " + parameter.getName().toUpperCase(Locale.ROOT);
        String names = String.join("|", option.names());
        options.append(" [").append(names).append(value).append(']');
        parameters.add(names + value + ": " + text);
      } else {
        String word = parameter.getName().toUpperCase(Locale.ROOT);
        boolean many = parameter.isVarArgs() || parameter.getType().isArray();
        arguments.append(' ').append(many ? "[" + word + "...]" : word);
        parameters.add(word + ": " + text);
      }
    }
    return name + options + arguments;
  }

  private static <A extends Annotation> A annotation(Parameter parameter, Class<A> type) {
    return parameter.getAnnotation(type);
  }
}
