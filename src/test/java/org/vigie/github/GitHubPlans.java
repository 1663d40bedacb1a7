package org.vigie.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.vigie.calendar.WorkSlot;
import org.vigie.plan.ChangeSettings;
import org.vigie.plan.Contact;
import org.vigie.plan.ContactRole;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.GitHubSettings;
import org.vigie.plan.HolidayRegion;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
import org.vigie.plan.TicketSettings;
import org.vigie.plan.WorkCalendar;
import org.vigie.shared.SecretRef;
import org.vigie.support.ForkFolder;

/** Two plans whose repositories are those of the recorded payloads; their secrets are files that tests can take away. */
@TestConfiguration(proxyBeanMethods = false)
public class GitHubPlans {

    public static final String HELLO_WORLD = "Codertocat/Hello-World";
    public static final String OCTO_REPO = "octo-org/octo-repo";
    public static final String HELLO_SECRET = "It's a Secret to Everybody";
    public static final String OCTO_SECRET = "another secret, for another repository";
    public static final Path SECRETS = ForkFolder.of("test-data").resolve("github-secrets");

    @Bean
    @Primary
    Plans plansWithGitHub() {
        return new Plans(List.of(mangatheque(), cesizen()));
    }

    public static MaintenancePlan mangatheque() {
        secret("hello.secret", HELLO_SECRET);
        secret("hello.token", "token-of-hello");
        return plan(
                "mangatheque",
                "MT",
                Locale.ENGLISH,
                github(HELLO_WORLD, "hello", Map.of("LEVEL_1", "level 1", "LEVEL_2", "level 2", "LEVEL_3", "level 3")));
    }

    public static MaintenancePlan cesizen() {
        secret("octo.secret", OCTO_SECRET);
        return plan(
                "cesizen",
                "CZ",
                Locale.FRENCH,
                github(OCTO_REPO, "octo", Map.of("P1", "P1", "P2", "P2", "P3", "P3", "P4", "P4")));
    }

    private static GitHubSettings github(String repository, String files, Map<String, String> priorities) {
        return new GitHubSettings(
                repository,
                SecretRef.parse("file:" + SECRETS.resolve(files + ".token")),
                SecretRef.parse("file:" + SECRETS.resolve(files + ".secret")),
                new GitHubSettings.Labels(
                        Map.of(
                                "corrective", "type: corrective",
                                "evolutive", "type: evolutive",
                                "preventive", "type: preventive",
                                "adaptive", "type: adaptive"),
                        priorities,
                        Map.of("bug", "bug", "feature", "enhancement", "security", "security")),
                List.of(),
                List.of("renovate[bot]", "Snyk-Bot[bot]"));
    }

    private static MaintenancePlan plan(String application, String prefix, Locale language, GitHubSettings github) {
        PlanDuration day = PlanDuration.parse("P1D");
        PlanDuration week = PlanDuration.parse("P7D");
        return new MaintenancePlan(
                application,
                application,
                prefix,
                URI.create("https://" + application + ".example"),
                language,
                ZoneId.of("Europe/Paris"),
                new WorkCalendar(
                        new HolidayRegion("FR", null),
                        Map.of(DayOfWeek.MONDAY, List.of(WorkSlot.parse("09:00-18:00"))),
                        List.of()),
                List.of(new Contact(
                        "lead",
                        "Lead",
                        "lead@example.org",
                        null,
                        List.of(ContactRole.TECHNICAL_LEAD),
                        null,
                        null,
                        null)),
                Map.<String, EscalationChain>of(),
                new TicketSettings(
                        day,
                        week,
                        day,
                        week,
                        PlanDuration.parse("P30D"),
                        new TicketSettings.PostMortem(week, Path.of("ops/docs"), false)),
                new ChangeSettings(List.of()),
                github,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    static void secret(String file, String value) {
        try {
            Files.createDirectories(SECRETS);
            Files.writeString(SECRETS.resolve(file), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
