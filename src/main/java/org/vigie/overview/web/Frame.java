package org.vigie.overview.web;

import java.util.List;
import org.vigie.shared.Words;

/**
 * What all pages have in common.
 *
 * @param title of the page, in the words of the reader
 * @param key of what is sent from this page: sending it twice does it once
 * @param renewing whether the reader wants the page to renew itself, where that shows more
 * @param tasklist where tasks are done
 * @param operate where processes are looked at
 */
record Frame(
        Words words,
        String title,
        Reader reader,
        String key,
        boolean renewing,
        List<Link> applications,
        String tasklist,
        String operate) {

    String say(String key, Object... values) {
        return words.get(key, values);
    }

    String lang() {
        return words.language().getLanguage();
    }
}
