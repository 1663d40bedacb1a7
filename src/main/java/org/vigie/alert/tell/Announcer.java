package org.vigie.alert.tell;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertGroup;
import org.vigie.alert.AlertGroups;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertRows;
import org.vigie.alert.AlertState;
import org.vigie.alert.AlertTexts;
import org.vigie.alert.route.Route;
import org.vigie.alert.tell.Readers.Reader;
import org.vigie.alert.tell.Told.What;
import org.vigie.monitoring.window.MaintenanceWindows;
import org.vigie.monitoring.window.Window;
import org.vigie.notification.LocalTimes;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Sentences;

/** Tells people of groups of alerts. What is told and the notices of it are one transaction with what happened. */
@Service
public class Announcer {

    private static final int LISTED = 20;

    private final AlertGroups groups;
    private final AlertRows alerts;
    private final Messages messages;
    private final Readers readers;
    private final MaintenanceWindows windows;
    private final Notices notices;
    private final Plans plans;
    private final Clock clock;
    private final String publicUrl;

    Announcer(
            AlertGroups groups,
            AlertRows alerts,
            Messages messages,
            Readers readers,
            MaintenanceWindows windows,
            Notices notices,
            Plans plans,
            Clock clock,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.groups = groups;
        this.alerts = alerts;
        this.messages = messages;
        this.readers = readers;
        this.windows = windows;
        this.notices = notices;
        this.plans = plans;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** Tells what is to be told of a group now, and notes when to look at it again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void consider(long groupId) {
        AlertGroup group = groups.lock(groupId);
        Optional<MaintenancePlan> plan = plans.find(group.application());
        if (plan.isEmpty()) {
            groups.waitUntil(groupId, null, "no plan of the application says whom to tell");
            return;
        }
        Instant now = clock.instant();
        List<Told> told = messages.told(groupId);
        if (group.digest() && !told.isEmpty()) {
            groups.waitUntil(groupId, null, "it was told with others of its day");
            return;
        }
        Situation situation = situation(group, told, now);
        Announcement announcement = Announcement.of(situation, now);
        if (announcement.what() != null) {
            tell(plan.get(), group, situation, announcement.what(), now);
            announcement = Announcement.of(situation(group, messages.told(groupId), now), now);
        }
        groups.waitUntil(groupId, announcement.again(), announcement.reason());
    }

    private Situation situation(AlertGroup group, List<Told> told, Instant now) {
        List<Alert> members = alerts.ofGroup(group.id(), LISTED);
        List<Alert> open = members.stream()
                .filter(alert -> alert.state() != AlertState.CLOSED)
                .toList();
        return new Situation(
                told,
                groups.firing(group.id()),
                groups.alerts(group.id()),
                group.flaps(),
                group.changedAt(),
                group.tellAt(),
                !told.isEmpty()
                        && Route.isWorse(group.severity(), told.getLast().severity()),
                silentUntil(open, now),
                open.isEmpty() && members.stream().allMatch(this::happenedInMaintenance));
    }

    /** When the maintenance ends that concerns all of them; null if one of them is to be told. */
    private @Nullable Instant silentUntil(List<Alert> open, Instant now) {
        Instant end = null;
        for (Alert alert : open) {
            Optional<Window> window = windows.active(alert.application(), alert.monitor(), now);
            if (window.isEmpty()) {
                return null;
            }
            end = end == null || window.get().to().isAfter(end) ? window.get().to() : end;
        }
        return end;
    }

    private boolean happenedInMaintenance(Alert alert) {
        Instant closed = alert.closedAt() == null ? alert.lastSeenAt() : alert.closedAt();
        return windows.active(alert.application(), alert.monitor(), alert.openedAt())
                .filter(window -> !closed.isAfter(window.to()))
                .isPresent();
    }

    private void tell(MaintenancePlan plan, AlertGroup group, Situation situation, What what, Instant now) {
        Told told = new Told(what, now, group.severity(), situation.alerts(), situation.flaps());
        int number = situation.told().size() + 1;
        List<Reader> addressed;
        List<Alert> members = alerts.ofGroup(group.id(), LISTED);
        if (what == What.CLOSED) {
            // to those who were told that it is there, whatever the table says by now
            addressed = messages.readers(group.id());
        } else {
            Readers.Reach reach = readers.of(plan, group.channels());
            addressed = reach.readers();
            reach.refusals().forEach(refusal -> members.forEach(alert -> alerts.note(alert.id(), refusal, now)));
        }
        for (Reader reader : addressed) {
            String key = "alert-group-%d/%d/%s/%s"
                    .formatted(
                            group.id(),
                            number,
                            reader.channel(),
                            reader.to().contact() == null
                                    ? reader.to().address()
                                    : reader.to().contact());
            messages.insert(group.id(), number, told, reader, key);
            notices.tell(new Notice(
                    key,
                    plan.application(),
                    "alert-group-" + group.id(),
                    reader.to(),
                    plan.language(),
                    group.digest() ? "alert-digest" : "alert-" + what.name().toLowerCase(Locale.ROOT),
                    values(plan, group, situation, members, reader),
                    reader.channel()));
        }
    }

    private Map<String, Object> values(
            MaintenancePlan plan, AlertGroup group, Situation situation, List<Alert> members, Reader reader) {
        Alert first = members.stream()
                .filter(alert -> alert.state() != AlertState.CLOSED)
                .findFirst()
                .orElse(members.getFirst());
        LocalTimes times = LocalTimes.of(plan);
        Sentences said = Sentences.in(plan.language());
        Map<String, Object> values = new HashMap<>();
        values.put("application", plan.name());
        values.put("contact", reader.to().name());
        values.put("component", first.component());
        values.put("title", title(first, plan.language()));
        values.put("text", said.say(first.text()));
        values.put("since", times.moment(first.startsAt()));
        values.put("until", times.moment(first.closedAt()));
        values.put("critical", group.severity().equals("critical"));
        values.put("important", group.severity().equals("important"));
        values.put("still", situation.firing() > 0);
        values.put("others", situation.alerts() - 1);
        values.put("several", situation.alerts() > 1);
        values.put("count", situation.alerts());
        values.put(
                "alerts",
                members.stream()
                        .map(alert -> Map.of(
                                "component", alert.component(),
                                "title", title(alert, plan.language()),
                                "text", said.say(alert.text()),
                                "since", times.moment(alert.startsAt()),
                                "over", alert.state() == AlertState.CLOSED))
                        .toList());
        values.put("more", situation.alerts() > LISTED ? situation.alerts() - LISTED : "");
        values.put("link", publicUrl + "/api/alerts/" + first.id() + "/explanation");
        return values;
    }

    private static String title(Alert alert, Locale language) {
        return alert.kind() == AlertKind.EXTERNAL ? alert.title() : AlertTexts.of(alert.kind(), language);
    }
}
