package org.vigie.notification;

import java.util.Map;

/** Headers that mails of a module carry beyond those of all mails. Implemented by the modules. */
public interface MailHeaders {

    /**
     * Names and values of the headers, in one line each; empty for mails of others.
     *
     * @param key of the {@link Notice}
     */
    Map<String, String> of(String key);
}
