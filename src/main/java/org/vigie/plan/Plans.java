package org.vigie.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigie.shared.HintedException;

/** The plans of all managed applications, as read at start. */
public final class Plans {

    private final Map<String, MaintenancePlan> byApplication = new TreeMap<>();

    /** Plans with different application ids. */
    public Plans(Collection<MaintenancePlan> plans) {
        plans.forEach(plan -> byApplication.put(plan.application(), plan));
    }

    /** All plans, ordered by application id. */
    public List<MaintenancePlan> all() {
        return List.copyOf(byApplication.values());
    }

    /** The plan of an application. */
    public Optional<MaintenancePlan> find(String application) {
        return Optional.ofNullable(byApplication.get(application));
    }

    /**
     * The plan of an application that must be known.
     *
     * @throws HintedException naming the known applications, when there is no plan
     */
    public MaintenancePlan require(String application) {
        return find(application)
                .orElseThrow(() -> new HintedException(
                        "unknown application: " + application,
                        "Known applications: " + String.join(", ", byApplication.keySet()) + "."));
    }

    /** The plan whose GitHub repository (owner/name, upper and lower case alike) this is. */
    public Optional<MaintenancePlan> findByRepository(String repository) {
        return byApplication.values().stream()
                .filter(plan ->
                        plan.github() != null && plan.github().repository().equalsIgnoreCase(repository))
                .findFirst();
    }
}
