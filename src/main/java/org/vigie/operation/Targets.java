package org.vigie.operation;

import java.util.LinkedHashSet;
import java.util.Set;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;

/** Names of what operations work on, the same for all kinds: they keep each other away by them. */
public final class Targets {

    private Targets() {}

    /** One database of an application. */
    public static String database(Object id) {
        return "database/" + id;
    }

    /** The application and all its databases: nobody else works on them while versions change or programs are started again. */
    public static Set<String> all(MaintenancePlan plan) {
        Set<String> targets = new LinkedHashSet<>(Set.of("application"));
        plan.databases().stream()
                .map(DatabaseSettings::id)
                .map(Targets::database)
                .forEach(targets::add);
        return targets;
    }
}
