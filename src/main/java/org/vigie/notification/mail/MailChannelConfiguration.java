package org.vigie.notification.mail;

import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** A mail server if one is configured, else a folder, so that a trial sends nothing to real people. */
@Configuration(proxyBeanMethods = false)
class MailChannelConfiguration {

    @Bean
    MailChannel mailChannel(
            MailComposer composer,
            ObjectProvider<JavaMailSender> sender,
            MailProperties properties,
            @Value("${vigie.data-dir:./data}") Path dataDir) {
        JavaMailSender server = sender.getIfAvailable();
        MailTransport transport = server != null
                ? new SmtpTransport(server)
                : new FolderTransport(properties.folder() == null ? dataDir.resolve("mail") : properties.folder());
        return new MailChannel(composer, transport);
    }
}
