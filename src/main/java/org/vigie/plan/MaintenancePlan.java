package org.vigie.plan;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;
import org.vigie.shared.ssh.SshHost;

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
 * @param hosts servers with SSH on which commands may run; empty: none
 * @param databases databases of the application, in the order of the plan file; empty: none
 * @param channels ways to reach people, mails among them
 * @param statusPage the public page; null is taken for the standard one
 * @param release how it is released; null: not by Vigie
 * @param monitoring what is watched, and who is told
 * @param objectives what the indicators of a month are measured by
 * @param preventive what its preventive calendar needs; null: it has none
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
        List<HostSettings> hosts,
        List<DatabaseSettings> databases,
        List<ChannelSettings> channels,
        StatusPageSettings statusPage,
        @Nullable ReleaseSettings release,
        @Nullable MonitoringSettings monitoring,
        @Nullable ObjectiveSettings objectives,
        @Nullable PreventiveSettings preventive) {

    public MaintenancePlan {
        hosts = List.copyOf(hosts);
        contacts = List.copyOf(contacts);
        escalation = Map.copyOf(escalation);
        databases = List.copyOf(databases);
        channels = withMail(channels);
        statusPage = Objects.requireNonNullElseGet(statusPage, () -> StatusPageSettings.standard(application, name));
        monitoring = Objects.requireNonNullElse(monitoring, MonitoringSettings.NONE);
        objectives = Objects.requireNonNullElse(objectives, ObjectiveSettings.NONE);
    }

    private static List<ChannelSettings> withMail(@Nullable List<ChannelSettings> named) {
        List<ChannelSettings> all = named == null ? List.of() : named;
        boolean complete = all.stream().anyMatch(channel -> channel.id().equals(ChannelSettings.MAIL));
        return complete
                ? List.copyOf(all)
                : Stream.concat(Stream.of(ChannelSettings.mail()), all.stream()).toList();
    }

    /** The channel with this id. */
    public Optional<ChannelSettings> channel(String id) {
        return channels.stream().filter(channel -> channel.id().equals(id)).findFirst();
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

    /**
     * Where a command runs.
     *
     * @param on what it says in {@code on}; null: nothing
     * @return null: on the machine of Vigie
     * @throws HintedException if the plan has no such host, which a loaded plan does not do
     */
    public @Nullable SshHost place(@Nullable String on) {
        return on == null
                ? null
                : hosts.stream()
                        .filter(host -> host.id().equals(on))
                        .findFirst()
                        .map(HostSettings::ssh)
                        .orElseThrow(() -> new HintedException(
                                "the plan of " + application + " has no host " + on, "Name one of its hosts."));
    }

    /** The same plan with these databases. */
    public MaintenancePlan withDatabases(List<DatabaseSettings> others) {
        return with(others, monitoring, preventive);
    }

    /** The same plan with this monitoring. */
    public MaintenancePlan withMonitoring(MonitoringSettings other) {
        return with(databases, other, preventive);
    }

    /** The same plan with this preventive calendar. */
    public MaintenancePlan withPreventive(@Nullable PreventiveSettings other) {
        return with(databases, monitoring, other);
    }

    private MaintenancePlan with(
            List<DatabaseSettings> otherDatabases,
            @Nullable MonitoringSettings otherMonitoring,
            @Nullable PreventiveSettings otherPreventive) {
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
                hosts,
                otherDatabases,
                channels,
                statusPage,
                release,
                otherMonitoring,
                objectives,
                otherPreventive);
    }
}
