package org.vigie.notification;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something to tell those whom earlier notices reached, such as the all-clear to those who got the alarm.
 *
 * @param key the same for every retry; each reader is told once per key
 * @param application that of the earlier notices
 * @param subject that of the earlier notices
 * @param family how the keys of the earlier notices start, as {@code INC-7/opened/}
 * @param template as in {@link Notice}, in the languages of the earlier notices
 * @param values as in {@link Notice}; {@code reader}, the reader's name, is added
 */
public record FollowUp(
        String key, String application, String subject, String family, String template, Map<String, ?> values) {

    Notice to(KeptNotice opening) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("reader", opening.name());
        return new Notice(
                key + "/" + opening.id(),
                application,
                subject,
                new Recipient(opening.contact(), opening.name(), opening.address()),
                Locale.of(opening.language()),
                template,
                all,
                opening.channel());
    }
}
