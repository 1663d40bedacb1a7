package org.vigie.validation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of questions to reporters. */
@Repository
class ValidationRounds {

    private static final String ASK = """
            INSERT INTO validation (round, ticket_id, asked_at, deadline) VALUES (:round, :ticketId, :at, :deadline)
            ON CONFLICT DO NOTHING
            """;
    private static final String LATEST = """
            SELECT * FROM validation WHERE ticket_id = :ticketId ORDER BY asked_at DESC, round DESC LIMIT 1
            """;
    private static final String ANSWER = """
            UPDATE validation
               SET answered_at = :at, validated = :validated, satisfaction = :satisfaction, comment = :comment
             WHERE ticket_id = :ticketId AND round = :round
            """;

    private final JdbcClient jdbc;

    ValidationRounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void ask(Validation question, Instant at) {
        jdbc.sql(ASK)
                .param("round", question.round())
                .param("ticketId", question.ticketId())
                .param("at", Timestamp.from(at))
                .param("deadline", Timestamp.from(question.deadline()))
                .update();
    }

    Optional<Validation> latest(String ticketId) {
        return jdbc.sql(LATEST)
                .param("ticketId", ticketId)
                .query(ValidationRounds::validation)
                .optional();
    }

    void answer(Validation question, Validation.Answer answer, Instant at) {
        jdbc.sql(ANSWER)
                .param("ticketId", question.ticketId())
                .param("round", question.round())
                .param("at", Timestamp.from(at))
                .param("validated", answer.validated())
                .param("satisfaction", answer.satisfaction())
                .param("comment", answer.comment())
                .update();
    }

    private static Validation validation(ResultSet row, int number) throws SQLException {
        boolean answered = row.getTimestamp("answered_at") != null;
        return new Validation(
                row.getLong("round"),
                row.getString("ticket_id"),
                row.getTimestamp("deadline").toInstant(),
                answered
                        ? new Validation.Answer(
                                row.getBoolean("validated"),
                                row.getObject("satisfaction", Integer.class),
                                row.getString("comment"))
                        : null);
    }
}
