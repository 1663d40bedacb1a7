package org.vigie.statuspage.subscriber;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subscribers without the mails that make them. */
public final class TestSubscribers {

    private TestSubscribers() {}

    /** The id of a new one who gets mails. */
    public static String confirmed(JdbcClient jdbc, String application, String address, String language) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("""
                        INSERT INTO status_subscriber (id, application, address_hash, address, language, state, asked_at, asked,
                                                       counting_since, confirmed_at)
                        VALUES (:id, :application, :id, :address, :language, 'confirmed', now(), 1, now(), now())
                        """)
                .param("id", id)
                .param("application", application)
                .param("address", address)
                .param("language", language)
                .update();
        return id;
    }
}
