package org.shaketable.jobs.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/** Mustache templates, which escape what they are given, and other resources of the page. */
final class Template {
  private Template() {}

  static String render(String name, Map<String, ?> context) {
    return Mustache.compiler()
        .escapeHTML(true)
        .nullValue("")
        .compile(resource(name))
        .execute(context);
  }

  static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find resource " + name + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of a WebJar, whichever version is on the class path. */
  static String webjar(String group, String artifact, String file) {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              resource("/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return resource(
        "/META-INF/resources/webjars/%s/%s/%s"
            .formatted(artifact, properties.getProperty("version"), file));
  }
}
