package org.vigie.backlog;

import java.sql.Timestamp;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of marks, the last ones of each ticket. */
@Repository
class BacklogMarks {

    private static final String OF = """
        SELECT m.ticket_id, m.user_value, m.technical_risk, m.dependencies, m.score, m.review_id, m.reviewed_at
          FROM backlog_mark m JOIN ticket t ON t.id = m.ticket_id WHERE t.application = :application
        """;
    private static final String KEEP = """
        INSERT INTO backlog_mark AS m
               (ticket_id, user_value, technical_risk, dependencies, score, review_id, reviewed_at)
        VALUES (:ticketId, :userValue, :technicalRisk, :dependencies, :score, :reviewId, :reviewedAt)
        ON CONFLICT (ticket_id) DO UPDATE
           SET user_value = :userValue, technical_risk = :technicalRisk, dependencies = :dependencies,
               score = :score, review_id = :reviewId, reviewed_at = :reviewedAt
        """;

    private static final String OVERTAKEN = """
        SELECT EXISTS (SELECT FROM backlog_mark m
                         JOIN backlog_review theirs ON theirs.id = m.review_id
                         JOIN backlog_review mine ON mine.id = :reviewId
                        WHERE m.ticket_id = :ticketId AND theirs.started_at > mine.started_at)
        """;

    private final JdbcClient jdbc;

    BacklogMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The marks of an application by ticket. */
    Map<String, BacklogMark> of(String application) {
        return jdbc.sql(OF).param("application", application).query(BacklogMark.class).list().stream()
                .collect(Collectors.toMap(BacklogMark::ticketId, Function.identity()));
    }

    /** Whether a review that began later has marked the ticket already: a task that was forgotten says nothing any more. */
    boolean isOvertaken(String ticketId, String reviewId) {
        return jdbc.sql(OVERTAKEN)
                .param("ticketId", ticketId)
                .param("reviewId", reviewId)
                .query(Boolean.class)
                .single();
    }

    void keep(BacklogMark mark) {
        jdbc.sql(KEEP)
                .param("ticketId", mark.ticketId())
                .param("userValue", mark.userValue())
                .param("technicalRisk", mark.technicalRisk())
                .param("dependencies", mark.dependencies())
                .param("score", mark.score())
                .param("reviewId", mark.reviewId())
                .param("reviewedAt", Timestamp.from(mark.reviewedAt()))
                .update();
    }
}
