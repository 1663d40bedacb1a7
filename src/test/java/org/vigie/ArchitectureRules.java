package org.vigie;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.Resource;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;
import org.vigie.engine.OnEngine;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.HttpExchange;
import org.vigie.shared.PlainSession;

/** The rules of the code, each with a planted violation in {@code org.vigie.planted}. */
final class ArchitectureRules {

    static final ArchRule CAMUNDA_STAYS_BEHIND_ITS_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages("..process..", "org.vigie.engine..")
            .and()
            .doNotHaveFullyQualifiedName("org.vigie.VigieApplication")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.camunda..")
            .because("a new engine version must touch few places")
            .allowEmptyShould(true);

    static final ArchRule PROCESS_AND_WEB_LEAVE_THE_DATABASE_TO_SERVICES = noClasses()
            .that()
            .resideInAnyPackage("..process..", "..web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "org.springframework.dao..", "java.sql..", "javax.sql..")
            .because("a worker or controller calls one service method")
            .allowEmptyShould(true);

    static final ArchRule TIME_COMES_FROM_THE_CLOCK = classes()
            .should(notReach("the present time without a Clock", describe("reads the machine's clock", target -> {
                var owner = target.getOwner();
                var parameters = target.getRawParameterTypes();
                var now = owner.getPackageName().startsWith("java.time")
                        && target.getName().equals("now")
                        && parameters.stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
                var millis =
                        owner.isEquivalentTo(System.class) && target.getName().equals("currentTimeMillis");
                var date =
                        owner.isEquivalentTo(Date.class) && target.getName().equals("<init>") && parameters.isEmpty();
                return now || millis || date;
            })))
            .because("tests must be able to move it");

    static final ArchRule NOBODY_SLEEPS = classes()
            .should(notReach(
                    "sleep",
                    describe(
                            "sleeps",
                            target -> target.getName().equals("sleep")
                                    && (target.getOwner().isEquivalentTo(Thread.class)
                                            || target.getOwner().isEquivalentTo(TimeUnit.class)))))
            .because("a wait is for a condition, with a deadline");

    static final ArchRule WORKERS_HAVE_ONE_SHAPE = classes()
            .that(describe(
                    "are workers",
                    type -> !WorkerShape.jobMethods(type).isEmpty()
                            || type.getSimpleName().endsWith("Worker")
                                    && type.getPackageName().endsWith(".process")))
            .should(new WorkerShape())
            .allowEmptyShould(true);

    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .orShould()
            .beAnnotatedWith(Resource.class)
            .because("a class says what it needs in its constructor");

    static final ArchRule CONTROLLERS_ARE_HIDDEN_IN_WEB = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .resideInAPackage("..web..")
            .allowEmptyShould(true);

    static final ArchRule PROGRAMS_ARE_COMMANDS = noClasses()
            .that()
            .resideOutsideOfPackages("org.vigie.command..", "org.vigie.platform..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(describe(
                    "starts a program",
                    call -> call.getTarget().getOwner().isEquivalentTo(Runtime.class)
                            && call.getTarget().getName().equals("exec")))
            .because("a program needs a deadline, a log and an end of all that it started")
            .allowEmptyShould(true);

    static final ArchRule ROWS_ARE_CLAIMED_ON_THE_GROUND_FLOOR = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.vigie.effect..",
                    "org.vigie.engine..",
                    "org.vigie.command..",
                    "org.vigie.operation..",
                    "org.vigie.notification..",
                    "org.vigie.inbox..",
                    "org.vigie.github..",
                    "org.vigie.monitoring.check..")
            .should(new ClaimOfRows())
            .because("claims and leases are written once, and used through Effects, LongJobs, Operations and Notices");

    static final ArchRule LISTENERS_LISTEN_IN_ONE_WAY = noClasses()
            .that()
            .resideOutsideOfPackage("org.vigie.engine..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Async.class, TransactionalEventListener.class, ApplicationModuleListener.class)
            .because("@AfterCommit, @AtCommit and @AfterStart say what becomes of an event whose listener fails");

    static final ArchRule ROWS_ARE_READ_LENIENTLY = noClasses()
            .that(describe(
                    "ask the database",
                    type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(used -> used.getTargetClass().isEquivalentTo(JdbcClient.class))))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectMapper.class)
            .because("StoredJson reads what another version wrote");

    static final ArchRule OUTGOING_CLIENTS_HAVE_A_PLACE = classes()
            .that()
            .resideOutsideOfPackage("org.vigie.platform..")
            .and()
            .doNotBelongToAnyOf(HttpExchange.class, GuardedExchange.class, PlainSession.class)
            .and()
            .doNotHaveFullyQualifiedName("org.vigie.shared.MigrationDatabase")
            .and()
            .doNotHaveFullyQualifiedName("org.vigie.monitoring.http.HopClient")
            .should(notReach("other computers by a client of their own", describe("opens a connection", target -> {
                String owner = target.getOwner().getName();
                String name = target.getName();
                boolean built = name.equals(JavaConstructor.CONSTRUCTOR_NAME)
                        && Set.of(
                                        "java.net.Socket",
                                        "org.springframework.web.client.RestTemplate",
                                        "org.springframework.mail.javamail.JavaMailSenderImpl",
                                        "org.springframework.jdbc.datasource.DriverManagerDataSource",
                                        "org.springframework.jdbc.datasource.SimpleDriverDataSource",
                                        "com.zaxxer.hikari.HikariDataSource",
                                        "org.postgresql.ds.PGSimpleDataSource")
                                .contains(owner);
                boolean opened = Set.of(
                                "java.net.http.HttpClient.newHttpClient",
                                "java.net.http.HttpClient.newBuilder",
                                "org.apache.hc.client5.http.impl.classic.HttpClientBuilder.create",
                                "org.apache.hc.client5.http.impl.classic.HttpClients.createDefault",
                                "org.apache.hc.client5.http.impl.classic.HttpClients.createMinimal",
                                "org.apache.hc.client5.http.impl.classic.HttpClients.createSystem",
                                "org.apache.hc.client5.http.impl.classic.HttpClients.custom",
                                "java.net.URL.openConnection",
                                "java.net.URL.openStream",
                                "java.sql.DriverManager.getConnection",
                                "java.nio.channels.SocketChannel.open",
                                "org.springframework.web.client.RestClient.create",
                                "org.springframework.web.client.RestClient.builder",
                                "io.camunda.client.CamundaClient.newClient",
                                "io.camunda.client.CamundaClient.newClientBuilder")
                        .contains(owner + "." + name);
                return built || opened;
            })))
            .because("OutgoingClientsTests knows of every client that it ends in time");

    static final ArchRule ONE_WAY_TO_DO_WITHOUT_THE_ENGINE = classes()
            .that()
            .doNotBelongToAnyOf(OnEngine.class)
            .should(new ArchCondition<>("leave camunda.client.enabled to @OnEngine") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream.concat(Stream.of(type), type.getMethods().stream())
                            .filter(place -> place.tryGetAnnotationOfType(ConditionalOnProperty.class)
                                    .map(condition -> Stream.concat(
                                                    Stream.of(condition.name()), Stream.of(condition.value()))
                                            .toList())
                                    .filter(List.of("camunda.client.enabled")::equals)
                                    .isPresent())
                            .forEach(place -> events.add(SimpleConditionEvent.violated(
                                    place, place.getDescription() + " spells out the condition")));
                }
            })
            .because("what is off without an engine must be off everywhere");

    private ArchitectureRules() {}

    /** Also sees method references, which are no calls. */
    private static ArchCondition<JavaClass> notReach(String what, DescribedPredicate<CodeUnitAccessTarget> target) {
        return new ArchCondition<>("not reach " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnitAccessesFromSelf().stream()
                        .filter(access -> target.test(access.getTarget()))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }
}
