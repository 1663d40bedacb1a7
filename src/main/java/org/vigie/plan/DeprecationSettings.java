package org.vigie.plan;

import java.util.Comparator;
import java.util.List;

/**
 * How the withdrawal of features is told.
 *
 * @param notices how long before the removal users are told again, longest first
 */
public record DeprecationSettings(List<PlanDuration> notices) {

    /** What holds where a plan says nothing: a month and a week before. */
    public static final DeprecationSettings DEFAULT =
            new DeprecationSettings(List.of(PlanDuration.parse("P30D"), PlanDuration.parse("P7D")));

    public DeprecationSettings {
        notices = notices.stream()
                .sorted(Comparator.comparing(PlanDuration::toDuration).reversed())
                .toList();
    }
}
