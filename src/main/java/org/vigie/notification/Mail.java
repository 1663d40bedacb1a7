package org.vigie.notification;

import java.util.Locale;
import java.util.Map;

/**
 * A mail to one person.
 *
 * @param key the same for every retry; a mail is sent once per key
 * @param to the address, checked by {@link MailAddress}
 * @param language French or English; the template must exist in it
 * @param template the name of a file {@code mail/<template>.<language>.txt}: subject, blank line, text
 * @param values what the template may name; they are printed as they are and never interpreted
 */
public record Mail(String key, MailAddress to, Locale language, String template, Map<String, ?> values) {}
