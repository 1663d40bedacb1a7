package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.springframework.stereotype.Component;

/**
 * The pages as HTML. Templates are compiled with the code, and each value is escaped by where it stands. Only addresses of our own
 * and those of plans, which begin with http, stand in links. Thread-safe.
 */
@Component
class PageTemplates {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageTemplates.class.getClassLoader(), PageTemplates.class.getPackageName());

    byte[] page(PageView page) {
        return render("statusPage.jte", page);
    }

    byte[] gone(String application) {
        return render("gone.jte", application);
    }

    private byte[] render(String template, Object value) {
        StringOutput html = new StringOutput();
        templates.render(template, value, html);
        return html.toString().getBytes(UTF_8);
    }
}
