package org.vigie.change;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The changes whose merge has had its effect on the ticket: a change is merged once, however often that is told. */
@Repository
class MergedChanges {

    private static final String ADD = """
            INSERT INTO merged_change (ticket_id, reference, recorded_at) VALUES (:ticketId, :reference, :at)
            ON CONFLICT DO NOTHING
            """;
    private static final String KNOWN = """
            SELECT count(*) FROM merged_change WHERE ticket_id = :ticketId AND reference = :reference
            """;

    /** Pages of a pull request, such as /files, are the same pull request. */
    private static final Pattern PULL_REQUEST = Pattern.compile("(https?://[^/]+/.+?/pull/\\d+)(?:\\D.*)?");

    private final JdbcClient jdbc;

    MergedChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers a pull request by its address and its merge commit, as far as they are given. */
    void add(String ticketId, @Nullable String pullRequest, @Nullable String mergeCommit, Instant at) {
        add(ticketId, canonical(pullRequest), at);
        add(ticketId, mergeCommit, at);
    }

    boolean contains(String ticketId, @Nullable String pullRequest, @Nullable String mergeCommit) {
        return contains(ticketId, canonical(pullRequest)) || contains(ticketId, mergeCommit);
    }

    /** Whether both are the address of the same pull request. */
    static boolean same(@Nullable String one, @Nullable String other) {
        String first = canonical(one);
        return first != null && first.equals(canonical(other));
    }

    private static @Nullable String canonical(@Nullable String pullRequest) {
        if (pullRequest == null || pullRequest.isBlank()) {
            return null;
        }
        Matcher address = PULL_REQUEST.matcher(pullRequest.strip());
        return address.matches() ? address.group(1) : pullRequest.strip();
    }

    private void add(String ticketId, @Nullable String reference, Instant at) {
        if (reference != null && !reference.isBlank()) {
            jdbc.sql(ADD)
                    .param("ticketId", ticketId)
                    .param("reference", reference)
                    .param("at", Timestamp.from(at))
                    .update();
        }
    }

    private boolean contains(String ticketId, @Nullable String reference) {
        return reference != null
                && jdbc.sql(KNOWN)
                                .param("ticketId", ticketId)
                                .param("reference", reference)
                                .query(Integer.class)
                                .single()
                        > 0;
    }
}
