package org.vigie.incident.page;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.window.MaintenanceChanged;
import org.vigie.monitoring.window.Window;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.StatusPageSettings;
import org.vigie.statuspage.StatusPages;

/**
 * Lets the public read of maintenance that people plan: on the status page, in its feed, and each change once by mail. In the
 * transaction that plans it. Its reason is written for the house and is not told.
 */
@Component
class AnnouncedMaintenance {

    private static final LocalText TITLE = new LocalText("Maintenance planifiée", "Planned maintenance");

    private final StatusPages pages;
    private final Plans plans;

    AnnouncedMaintenance(StatusPages pages, Plans plans) {
        this.pages = pages;
        this.plans = plans;
    }

    @EventListener
    void on(MaintenanceChanged event) {
        Window window = event.window();
        if (!window.announced()) {
            return;
        }
        String id = "window-" + window.id();
        switch (event.change()) {
            case PLANNED, MOVED -> {
                List<String> components = components(plans.require(window.application()), window);
                if (!components.isEmpty()) {
                    pages.announce(id, window.application(), components, TITLE, window.from(), window.to());
                }
            }
            case ENDED -> pages.end(id, false);
            case CALLED_OFF -> pages.end(id, true);
        }
    }

    /** What the public knows of what it concerns; nothing where it concerns what only the house watches. */
    private static List<String> components(MaintenancePlan plan, Window window) {
        if (window.monitors().isEmpty()) {
            return plan.statusPage().components().stream()
                    .map(StatusPageSettings.Component::id)
                    .toList();
        }
        return plan.monitoring().monitors().stream()
                .filter(monitor -> window.monitors().contains(monitor.id()))
                .flatMap(monitor -> plan.statusPage().toldBy(monitor).stream())
                .distinct()
                .toList();
    }
}
