package org.vigie.engine.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.shared.StoredJson;

/**
 * Every event that is kept has a fixture of the form in which it is kept today, {@code stored/events/<name>-<number>.json}. A
 * fixture is never changed: a form that has to change becomes a new number, as {@link StoredAs} says.
 */
class StoredEventsTests {

    private static final ObjectMapper JSON = applicationMapper();
    private static final EventNames NAMES = names();

    private final StoredEvents forms = forms();
    private final EventPublications publications =
            new EventPublications(JdbcClient.create(new DriverManagerDataSource()), forms, NAMES);

    /** As kept by listeners and for events of the versions since 1def41c. */
    private record Kept(String listener, String type, String event) {}

    private static final List<Kept> OF_EARLIER_VERSIONS = List.of(
            new Kept(
                    "org.vigie.operation.OperationCommands.on(org.vigie.operation.CancellationRequested)",
                    "org.vigie.operation.CancellationRequested",
                    "{\"operationId\":\"cesizen-backup-3\"}"),
            new Kept(
                    "org.vigie.postmortem.ActionTicketWatch.on(org.vigie.ticket.TicketClosed)",
                    "org.vigie.ticket.TicketClosed",
                    "{\"ticketId\":\"CZ-7\",\"outcome\":\"resolved\"}"),
            new Kept(
                    "org.vigie.postmortem.PostMortemIntake.on(org.vigie.ticket.TicketClosed)",
                    "org.vigie.ticket.TicketClosed",
                    "{\"ticketId\":\"CZ-7\",\"outcome\":\"unanswered\"}"),
            new Kept(
                    "org.vigie.ticket.process.ReclassifiedTickets.on(org.vigie.ticket.TicketReclassified)",
                    "org.vigie.ticket.TicketReclassified",
                    "{\"ticketId\":\"CZ-7\"}"),
            new Kept(
                    "org.vigie.ticket.RecurrenceReport.on(org.vigie.ticket.CauseAnalysed)",
                    "org.vigie.ticket.CauseAnalysed",
                    "{\"ticketId\":\"CZ-7\"}"),
            new Kept(
                    "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.sla.SlaClockChanged)",
                    "org.vigie.sla.SlaClockChanged",
                    "{\"ticketId\":\"CZ-7\",\"target\":\"response\",\"revision\":2}"),
            new Kept(
                    "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.sla.SlaMarkReached)",
                    "org.vigie.sla.SlaMarkReached",
                    "{\"ticketId\":\"CZ-7\",\"target\":\"response\",\"mark\":\"BREACH\"}"),
            new Kept(
                    "org.vigie.ticket.OpenTaskUpdates.on(org.vigie.ticket.TicketReclassified)",
                    "org.vigie.ticket.TicketReclassified",
                    "{\"ticketId\":\"CZ-7\"}"),
            new Kept(
                    "org.vigie.ticket.ProcessStarts.on(org.vigie.ticket.ProcessStarted)",
                    "org.vigie.ticket.ProcessStarted",
                    "{\"ticketId\":\"CZ-7\",\"processInstanceKey\":2251799813685270,\"delay\":\"PT0.1S\"}"),
            new Kept(
                    "org.vigie.inbox.DeliveryProcessor.on(org.vigie.inbox.DeliveryAccepted)",
                    "org.vigie.inbox.DeliveryAccepted",
                    "{\"source\":\"github\",\"deliveryId\":\"0b6f8c1e-5a1f-11ef-9d3b-3f1f2a0c7a11\"}"),
            new Kept(
                    "org.vigie.sla.process.SlaClockWorkflow.on(org.vigie.sla.SlaClockChanged)",
                    "org.vigie.sla.SlaClockChanged",
                    "{\"ticketId\":\"CZ-7\",\"target\":\"resolution\",\"revision\":1}"),
            new Kept(
                    "org.vigie.escalation.EscalationReview.on(org.vigie.sla.SlaClockChanged)",
                    "org.vigie.sla.SlaClockChanged",
                    "{\"ticketId\":\"CZ-7\",\"target\":\"resolution\",\"revision\":3}"));

    @ParameterizedTest
    @MethodSource("ourNames")
    void isReadAndWrittenAsItsFixture(String name, Class<?> type) throws IOException {
        String fixture = fixture(name);

        Object event = forms.read(name, fixture);

        assertThat(event).isInstanceOf(type).hasNoNullFieldsOrProperties();
        assertThat(JSON.readTree(forms.write(event))).isEqualTo(JSON.readTree(fixture));
    }

    @ParameterizedTest
    @MethodSource("ourNames")
    void isReadWithFieldsOfALaterVersionAndWithoutThoseThatAnEarlierLacked(String name, Class<?> type)
            throws IOException {
        ObjectNode more = (ObjectNode) JSON.readTree(fixture(name));
        more.putObject("addedLater").put("deep", true);
        assertThat(forms.read(name, more.toString())).isEqualTo(forms.read(name, fixture(name)));

        assertThat(forms.read(name, "{}")).isInstanceOf(type);
    }

    @ParameterizedTest
    @MethodSource("earlier")
    void isDeliveredAsEarlierVersionsKeptIt(Kept kept) {
        StoredPublication read = publications.read(new EventPublications.Row(
                UUID.randomUUID(), kept.listener(), kept.type(), kept.event(), Instant.EPOCH));

        assertThat(read.getEvent()).hasNoNullFieldsOrProperties();
        assertThat(read.getTargetIdentifier().getValue()).doesNotContain("org.vigie", "(");
    }

    @Test
    void everyFixtureBelongsToAnEvent() throws Exception {
        Path folder =
                Path.of(StoredEventsTests.class.getResource("/stored/events").toURI());
        try (Stream<Path> files = java.nio.file.Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ours().keySet().stream()
                            .map(name -> name.replace('/', '-') + ".json")
                            .toList());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> forms.read("ticket-closed/1", "{\"ticketId\": \"CZ-1\", \"outcome\": \"evaporated\"}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("TicketClosed");
        assertThatThrownBy(() -> forms.read("ticket-closed/2", "{}")).isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> forms.read("ticket-closed/1", "null")).isInstanceOf(UnreadableEventException.class);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> ourNames() {
        return ours().entrySet().stream()
                .map(name -> org.junit.jupiter.params.provider.Arguments.of(name.getKey(), name.getValue()));
    }

    static List<Kept> earlier() {
        return OF_EARLIER_VERSIONS;
    }

    private static Map<String, Class<?>> ours() {
        return NAMES.events().entrySet().stream()
                .filter(name -> name.getKey().equals(NAMES.of(name.getValue())))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those of all listeners, also of those that exist only with an engine. */
    private static EventNames names() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.vigie").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(StoredEventsTests::listens)
                        .map(method -> method.getOwner().reflect())
                        .distinct()
                        .forEach(type -> beans.registerBeanDefinition(type.getName(), new RootBeanDefinition(type)));
        return new EventNames(beans);
    }

    private static boolean listens(JavaMethod method) {
        return method.isAnnotatedWith(AfterCommit.class) || method.isAnnotatedWith(AtCommit.class);
    }

    private static StoredEvents forms() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("json", new StoredJson(JSON));
        return new StoredEvents(NAMES, beans.getBeanProvider(StoredJson.class));
    }

    private static ObjectMapper applicationMapper() {
        ObjectMapper[] found = new ObjectMapper[1];
        new ApplicationContextRunner()
                .withUserConfiguration(Jackson2AutoConfiguration.class)
                .withPropertyValues("spring.jackson2.deserialization.fail-on-unknown-properties=true")
                .run(context -> found[0] = context.getBean(ObjectMapper.class));
        return found[0];
    }

    private static String fixture(String name) throws IOException {
        String file = "/stored/events/" + name.replace('/', '-') + ".json";
        try (InputStream fixture = StoredEventsTests.class.getResourceAsStream(file)) {
            assertThat(fixture).as("src/test/resources" + file).isNotNull();
            return new String(fixture.readAllBytes(), UTF_8);
        }
    }
}
