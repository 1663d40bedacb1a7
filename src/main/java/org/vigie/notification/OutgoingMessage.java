package org.vigie.notification;

import java.util.Locale;

/**
 * A message as it goes out.
 *
 * @param key the same for every attempt, so that the other side can tell a repeated message
 * @param repeated true if an earlier attempt was cut off and may have delivered it
 * @param language in which it is written
 * @param title one line
 * @param plain the text
 * @param html the same text as HTML
 */
public record OutgoingMessage(
        String key, boolean repeated, Recipient to, Locale language, String title, String plain, String html) {}
