package org.vigie.plan;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the plan file of one application says: addresses, people, calendar and periods. Priorities and targets are not
 * in it; they are decision tables.
 *
 * @param application id of the application, equal to the file name without its ending
 * @param name name for people
 * @param ticketPrefix start of ticket ids (MT in MT-17), unique over all plans
 * @param url address of the application for its users
 * @param language language of what reporters and users read
 * @param timeZone zone of the calendar and of due dates
 * @param calendar when people work
 * @param contacts at least one person
 * @param escalation chain by priority, one for every priority of the application's scale
 * @param tickets periods of the ticket process
 * @param change rules of the change gate
 * @param github link to a GitHub repository; null: the application is run without GitHub
 * @param databases databases of the application, in the order of the plan file; empty: none
 * @param monitoring what is watched, and who is told
 */
public record MaintenancePlan(
        String application,
        String name,
        String ticketPrefix,
        URI url,
        Locale language,
        ZoneId timeZone,
        WorkCalendar calendar,
        List<Contact> contacts,
        Map<String, EscalationChain> escalation,
        TicketSettings tickets,
        ChangeSettings change,
        @Nullable GitHubSettings github,
        List<DatabaseSettings> databases,
        @Nullable MonitoringSettings monitoring) {

    public MaintenancePlan {
        contacts = List.copyOf(contacts);
        escalation = Map.copyOf(escalation);
        databases = List.copyOf(databases);
        monitoring = Objects.requireNonNullElse(monitoring, MonitoringSettings.NONE);
    }

    /** One whose plan says nothing about monitoring. */
    public MaintenancePlan(
            String application,
            String name,
            String ticketPrefix,
            URI url,
            Locale language,
            ZoneId timeZone,
            WorkCalendar calendar,
            List<Contact> contacts,
            Map<String, EscalationChain> escalation,
            TicketSettings tickets,
            ChangeSettings change,
            @Nullable GitHubSettings github,
            List<DatabaseSettings> databases) {
        this(
                application,
                name,
                ticketPrefix,
                url,
                language,
                timeZone,
                calendar,
                contacts,
                escalation,
                tickets,
                change,
                github,
                databases,
                null);
    }

    /** The contact with this id. */
    public Optional<Contact> contact(String id) {
        return contacts.stream().filter(contact -> contact.id().equals(id)).findFirst();
    }

    /** The contacts that hold this role, in the order of the plan file. */
    public List<Contact> contactsWith(ContactRole role) {
        return contacts.stream()
                .filter(contact -> contact.roles().contains(role))
                .toList();
    }

    /** The people that a contact's id or the name of a role stands for; nobody if it is neither. */
    public List<Contact> people(String contactOrRole) {
        return ContactRole.find(contactOrRole)
                .map(this::contactsWith)
                .orElseGet(() -> contact(contactOrRole).stream().toList());
    }

    /** The contacts that hold this role; all contacts if nobody does. */
    public List<Contact> contactsWithOrAll(ContactRole role) {
        List<Contact> people = contactsWith(role);
        return people.isEmpty() ? contacts : people;
    }

    /** The people a step tells: one contact, or all who hold the role. Never empty for a loaded plan. */
    public List<Contact> recipients(EscalationChain.Step step) {
        return people(step.recipient());
    }

    /** The chain of a priority (LEVEL_1 to LEVEL_3, or P1 to P4); empty for a priority of another scale. */
    public Optional<EscalationChain> escalationOf(String priority) {
        return Optional.ofNullable(escalation.get(priority));
    }

    /** The database with this id. */
    public Optional<DatabaseSettings> database(String id) {
        return databases.stream().filter(database -> database.id().equals(id)).findFirst();
    }

    /** The same plan with these databases. */
    public MaintenancePlan withDatabases(List<DatabaseSettings> others) {
        return with(others, monitoring);
    }

    /** The same plan with this monitoring. */
    public MaintenancePlan withMonitoring(MonitoringSettings other) {
        return with(databases, other);
    }

    private MaintenancePlan with(List<DatabaseSettings> otherDatabases, @Nullable MonitoringSettings otherMonitoring) {
        return new MaintenancePlan(
                application,
                name,
                ticketPrefix,
                url,
                language,
                timeZone,
                calendar,
                contacts,
                escalation,
                tickets,
                change,
                github,
                otherDatabases,
                otherMonitoring);
    }
}
