package org.vigie.engine.task;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases whose open tasks show due dates and priorities that change. Asked each time, so that what is shown is how it is then. */
public interface DisplayedCases {

    /**
     * @param processInstanceKey whose tasks these are
     * @param byElement what each task of the diagram shows; others are left alone
     */
    record Display(long processInstanceKey, Map<String, Look> byElement) {}

    /**
     * @param due null for none
     * @param priority 0 to 100
     */
    record Look(@Nullable Instant due, int priority) {}

    /** What the open tasks of a case are to show; empty if it is none of these cases, has no process or is closed. */
    Optional<Display> display(String caseId);
}
