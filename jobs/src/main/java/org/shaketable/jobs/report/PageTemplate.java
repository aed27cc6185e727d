package org.shaketable.jobs.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Mustache templates, which escape what they are given, and other resources of the page. */
public final class PageTemplate {
  private PageTemplate() {}

  /** A template of a resource, filled; names that start with a slash are absolute. */
  public static String render(String name, Map<String, ?> context) {
    return Mustache.compiler()
        .escapeHTML(true)
        .nullValue("")
        .compile(resource(name))
        .execute(context);
  }

  /** A resource as text. */
  public static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find resource " + name + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
