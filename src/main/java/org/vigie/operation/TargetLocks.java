package org.vigie.operation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.shared.FencedException;

/**
 * Keeps operations apart that work on the same target. A hold belongs to an operation, not to the JVM that carries it out: it
 * lasts over crashes and ends with its operation, or while that waits for a person.
 */
@Component
public class TargetLocks {

    private static final String TAKE = """
            INSERT INTO target_lock AS l (application, resource, holder, fence, since)
            VALUES (:application, :resource, :holder, 1, :now)
            ON CONFLICT (application, resource) DO UPDATE
               SET holder = :holder,
                   fence = CASE WHEN l.holder = :holder THEN l.fence ELSE l.fence + 1 END,
                   since = CASE WHEN l.holder = :holder THEN l.since ELSE :now END
             WHERE l.holder IS NULL OR l.holder = :holder
            RETURNING fence
            """;
    private static final String HOLDER = """
            SELECT o.id, o.kind, o.input ->> 'version' AS version, o.requested_by, l.since, o.reason,
                   (SELECT s.name FROM operation_step s
                     WHERE s.operation_id IN (SELECT c.id FROM operation c WHERE c.root_id = o.id)
                       AND s.status = 'running'
                     ORDER BY s.started_at DESC LIMIT 1) AS step
              FROM target_lock l JOIN operation o ON o.id = l.holder
             WHERE l.application = :application AND l.resource = :resource
            """;
    private static final String TOKENS = """
            SELECT application, resource, holder, fence FROM target_lock WHERE holder = :holder ORDER BY resource
            """;
    private static final String CHECK = """
            SELECT count(*) FROM target_lock
             WHERE application = :application AND resource = :resource AND holder = :holder AND fence = :fence
            """;
    private static final String RELEASE = "UPDATE target_lock SET holder = NULL WHERE holder = :holder";

    private final JdbcClient jdbc;
    private final Clock clock;

    TargetLocks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes all of the targets or none, in the caller's transaction; taking again what is held changes nothing.
     *
     * @param holder the root operation
     * @throws TargetHeldException naming who holds one of them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(String application, Collection<String> resources, String holder) {
        // in one order, so that two who want the same do not wait for each other
        for (String resource : resources.stream().sorted().toList()) {
            // may be freed between the attempt and the question who has it
            while (!take(application, resource, holder)) {
                holder(application, resource).ifPresent(other -> {
                    throw new TargetHeldException(application, resource, other);
                });
            }
        }
    }

    private boolean take(String application, String resource, String holder) {
        return jdbc.sql(TAKE)
                .param("application", application)
                .param("resource", resource)
                .param("holder", holder)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private Optional<LockHolder> holder(String application, String resource) {
        return jdbc.sql(HOLDER)
                .param("application", application)
                .param("resource", resource)
                .query((row, number) -> new LockHolder(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("version"),
                        row.getString("requested_by"),
                        row.getString("step"),
                        row.getTimestamp("since").toInstant(),
                        row.getString("reason")))
                .optional();
    }

    /** The holds of an operation as they are now; to be passed to {@link #check} before each later effect. */
    public List<LockToken> of(String holder) {
        return jdbc.sql(TOKENS).param("holder", holder).query(LockToken.class).list();
    }

    /** @throws FencedException if one of the holds has ended, even if the same operation has taken the target again */
    public void check(Collection<LockToken> tokens) {
        for (LockToken token : tokens) {
            boolean held = jdbc.sql(CHECK)
                            .param("application", token.application())
                            .param("resource", token.resource())
                            .param("holder", token.holder())
                            .param("fence", token.fence())
                            .query(Integer.class)
                            .single()
                    == 1;
            if (!held) {
                throw new FencedException("operation " + token.holder() + " no longer holds " + token.resource()
                        + " of " + token.application());
            }
        }
    }

    /** Frees all that this operation holds; nothing of what others hold. */
    @Transactional
    public void release(String holder) {
        jdbc.sql(RELEASE).param("holder", holder).update();
    }
}
