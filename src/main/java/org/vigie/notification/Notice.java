package org.vigie.notification;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell one person.
 *
 * @param key the same for every retry, made of business ids; a person is told once per key
 * @param application whose plan names who is told when it cannot be delivered; null: nobody is
 * @param subject what it is about, for example a ticket id
 * @param language French or English; the template must exist in it
 * @param template the name of a file {@code mail/<template>.<language>.txt}: title, blank line, text
 * @param values what the template may name: texts, numbers, truth values, lists and maps of them, and no secrets; they
 *     are printed as they are and never interpreted
 * @param channel id of one of the plan's channels; what goes to a team's channel holds no link that acts in a person's name
 */
public record Notice(
        String key,
        @Nullable String application,
        String subject,
        Recipient to,
        Locale language,
        String template,
        Map<String, ?> values,
        String channel) {

    /** A notice that goes out by mail. */
    public static Notice mail(
            String key,
            @Nullable String application,
            String subject,
            Recipient to,
            Locale language,
            String template,
            Map<String, ?> values) {
        return new Notice(key, application, subject, to, language, template, values, Channel.MAIL);
    }
}
