package org.vigie.postmortem;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of long-term actions. */
@Repository
class PostMortemActions {

    private static final String INSERT = """
            INSERT INTO post_mortem_action (post_mortem_id, number, title, description, owner)
            VALUES (:id, :number, :title, :description, :owner)
            """;
    private static final String OF = """
            SELECT number, title, description, owner, ticket_id FROM post_mortem_action
             WHERE post_mortem_id = :id ORDER BY number
            """;
    private static final String LINK = """
            UPDATE post_mortem_action SET ticket_id = :ticketId WHERE post_mortem_id = :id AND number = :number
            """;
    private static final String POST_MORTEM_OF = """
            SELECT post_mortem_id FROM post_mortem_action WHERE ticket_id = :ticketId
            """;

    private final JdbcClient jdbc;

    PostMortemActions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<LongTermAction> of(String postMortemId) {
        return jdbc.sql(OF)
                .param("id", postMortemId)
                .query(LongTermAction.class)
                .list();
    }

    /** The post-mortem that a ticket was created for. */
    Optional<String> postMortemOf(String ticketId) {
        return jdbc.sql(POST_MORTEM_OF)
                .param("ticketId", ticketId)
                .query(String.class)
                .optional();
    }

    void replace(String postMortemId, List<LongTermAction> actions) {
        jdbc.sql("DELETE FROM post_mortem_action WHERE post_mortem_id = :id")
                .param("id", postMortemId)
                .update();
        actions.forEach(action -> jdbc.sql(INSERT)
                .param("id", postMortemId)
                .param("number", action.number())
                .param("title", action.title())
                .param("description", action.description())
                .param("owner", action.owner())
                .update());
    }

    void link(String postMortemId, int number, String ticketId) {
        jdbc.sql(LINK)
                .param("id", postMortemId)
                .param("number", number)
                .param("ticketId", ticketId)
                .update();
    }
}
