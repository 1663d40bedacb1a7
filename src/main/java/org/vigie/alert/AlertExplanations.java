package org.vigie.alert;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.tell.Messages;
import org.vigie.alert.tell.Readers;
import org.vigie.plan.Plans;

/** Tells why alerts were told or not. */
@Service
public class AlertExplanations {

    private static final int MOST = 100;

    private final Alerts alerts;
    private final AlertRows rows;
    private final AlertGroups groups;
    private final Messages messages;
    private final Readers readers;
    private final Plans plans;

    AlertExplanations(
            Alerts alerts, AlertRows rows, AlertGroups groups, Messages messages, Readers readers, Plans plans) {
        this.alerts = alerts;
        this.rows = rows;
        this.groups = groups;
        this.messages = messages;
        this.readers = readers;
        this.plans = plans;
    }

    /**
     * Of one alert.
     *
     * @throws org.vigie.shared.NotFoundException if there is none
     */
    @Transactional(readOnly = true)
    public AlertExplanation of(long id) {
        Alert alert = alerts.get(id);
        AlertGroup group = groups.get(alert.groupId());
        return new AlertExplanation(
                alert,
                group.rule(),
                group.severity(),
                group.channels(),
                group.tellAt(),
                group.deadline(),
                messages.list(group.id()),
                plans.find(alert.application())
                        .map(plan -> readers.refusals(plan, group.channels()))
                        .orElse(List.of("no plan of the application says whom to tell")),
                group.waitsFor(),
                group.dueAt(),
                rows.ofGroup(group.id(), MOST).stream()
                        .map(Alert::id)
                        .filter(other -> other != id)
                        .toList(),
                rows.notes(id));
    }
}
