package org.vigie.notification.mail;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails leave Vigie.
 *
 * @param from the sender of every mail
 * @param folder where mails are kept as .eml files while {@code spring.mail.host} is not set; null for
 *     {@code <data-dir>/mail}
 */
@ConfigurationProperties("vigie.mail")
record MailProperties(
        @DefaultValue("vigie@localhost.localdomain") String from,
        @Nullable Path folder) {}
