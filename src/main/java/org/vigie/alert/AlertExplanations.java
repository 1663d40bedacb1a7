package org.vigie.alert;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.tell.Messages;

/** Tells why alerts were told or not. */
@Service
public class AlertExplanations {

    private static final int MOST = 100;

    private final Alerts alerts;
    private final AlertRows rows;
    private final AlertGroups groups;
    private final Messages messages;

    AlertExplanations(Alerts alerts, AlertRows rows, AlertGroups groups, Messages messages) {
        this.alerts = alerts;
        this.rows = rows;
        this.groups = groups;
        this.messages = messages;
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
                group.waitsFor(),
                group.dueAt(),
                rows.ofGroup(group.id(), MOST).stream()
                        .map(Alert::id)
                        .filter(other -> other != id)
                        .toList(),
                rows.notes(id));
    }
}
