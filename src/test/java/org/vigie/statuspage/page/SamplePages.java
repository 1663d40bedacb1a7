package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.StatusPageSettings;
import org.vigie.plan.load.PlanLoader;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.DataStatement;
import org.vigie.statuspage.PlannedMaintenance;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicText;
import org.vigie.statuspage.PublicUpdate;
import org.vigie.statuspage.PublicWords;
import org.vigie.statuspage.ResponseHour;
import org.vigie.statuspage.StateSpan;
import org.vigie.statuspage.UpdateKind;

/** Pages of MangaThèque as tests look at them, without a database. */
final class SamplePages {

    static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");
    static final URI ADDRESS = URI.create("https://status.mangatheque.example");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MaintenancePlan PLAN = PlanLoader.load("plans").require("mangatheque");
    private static final PageTemplates TEMPLATES = new PageTemplates();

    private SamplePages() {}

    static MaintenancePlan plan() {
        return PLAN;
    }

    /** The plan with one text in every place that the public reads. */
    static MaintenancePlan plan(String text) {
        MaintenancePlan plan = plan();
        return new MaintenancePlan(
                plan.application(),
                text,
                plan.ticketPrefix(),
                plan.url(),
                plan.language(),
                plan.timeZone(),
                plan.calendar(),
                plan.contacts(),
                plan.escalation(),
                plan.tickets(),
                plan.change(),
                plan.github(),
                plan.hosts(),
                plan.databases(),
                plan.channels(),
                new StatusPageSettings(
                        null,
                        LocalText.same(text),
                        List.of(new StatusPageSettings.Component("site", LocalText.same(text))),
                        plan.statusPage().crisis()),
                plan.release(),
                plan.monitoring(),
                plan.objectives(),
                null);
    }

    /** A quiet page. */
    static PageFacts quiet() {
        return facts(plan(), Map.of("site", List.of(up("site", 80))), List.of(), List.of(), List.of());
    }

    /** A page on which everything there is happens. */
    static PageFacts busy(MaintenancePlan plan, String text) {
        Map<String, List<StateSpan>> spans = new LinkedHashMap<>();
        Instant start = NOW.minus(Duration.ofDays(70));
        Instant fault = NOW.minus(Duration.ofDays(20));
        Instant now = NOW.minus(Duration.ofMinutes(25));
        spans.put(
                "site",
                List.of(
                        new StateSpan("site", ComponentState.UP, start, fault),
                        new StateSpan("site", ComponentState.DOWN, fault, fault.plus(Duration.ofHours(3))),
                        new StateSpan(
                                "site",
                                ComponentState.UP,
                                fault.plus(Duration.ofHours(3)),
                                fault.plus(Duration.ofDays(9))),
                        new StateSpan(
                                "site",
                                ComponentState.MAINTENANCE,
                                fault.plus(Duration.ofDays(9)),
                                fault.plus(Duration.ofDays(9)).plus(Duration.ofHours(2))),
                        new StateSpan(
                                "site",
                                ComponentState.UP,
                                fault.plus(Duration.ofDays(9)).plus(Duration.ofHours(2)),
                                now),
                        new StateSpan("site", ComponentState.DOWN, now, null)));
        spans.put(
                "account",
                List.of(
                        new StateSpan("account", ComponentState.UP, start, now),
                        new StateSpan("account", ComponentState.DEGRADED, now, null)));
        spans.put("search", List.of(up("search", 90)));
        PublicText opened = new PublicText(new LocalText(text, text), 3, DataStatement.CHECKING, text);
        PublicText post = new PublicText(new LocalText(text, text + "\n\n" + text), null, DataStatement.NONE, null);
        List<PublicIncident> incidents = List.of(
                new PublicIncident(
                        "op-1",
                        "mangatheque",
                        false,
                        List.of("site", "account"),
                        "service-down",
                        now,
                        null,
                        List.of(
                                new PublicUpdate(1, UpdateKind.OPENED, now.plusSeconds(60), PublicText.NEUTRAL),
                                new PublicUpdate(2, UpdateKind.UPDATE, now.plusSeconds(600), opened))),
                new PublicIncident(
                        "op-0",
                        "mangatheque",
                        false,
                        List.of("site"),
                        "service-down",
                        fault,
                        fault.plus(Duration.ofHours(3)),
                        List.of(
                                new PublicUpdate(1, UpdateKind.OPENED, fault.plusSeconds(900), opened),
                                new PublicUpdate(
                                        2, UpdateKind.RESOLVED, fault.plus(Duration.ofHours(3)), PublicText.NEUTRAL),
                                new PublicUpdate(3, UpdateKind.POST_MORTEM, fault.plus(Duration.ofDays(2)), post))));
        List<PlannedMaintenance> maintenances = List.of(new PlannedMaintenance(
                "m-1",
                "mangatheque",
                List.of("site"),
                new LocalText(text, text),
                NOW.plus(Duration.ofDays(2)),
                NOW.plus(Duration.ofDays(2)).plus(Duration.ofHours(2)),
                PlannedMaintenance.State.PLANNED,
                1,
                NOW.minus(Duration.ofDays(1))));
        List<ResponseHour> hours = new ArrayList<>();
        for (int i = 47; i >= 0; i--) {
            if (i < 20 || i > 24) {
                hours.add(new ResponseHour(
                        Instant.parse("2026-11-20T09:00:00Z").minus(Duration.ofHours(i)), 12, 120 + (i * 37) % 180));
            }
        }
        return facts(plan, spans, incidents, maintenances, hours);
    }

    static PageFacts facts(
            MaintenancePlan plan,
            Map<String, List<StateSpan>> spans,
            List<PublicIncident> incidents,
            List<PlannedMaintenance> maintenances,
            List<ResponseHour> hours) {
        return new PageFacts(plan, false, NOW, NOW.plusSeconds(50), spans, incidents, maintenances, hours);
    }

    static String html(PageFacts facts, Locale language) {
        PageView.Links links = new PageView.Links(
                "style.css",
                "fresh.js",
                language.equals(Locale.FRENCH) ? "en.html" : "fr.html",
                "feed.atom",
                "status.json",
                "badge.svg",
                "https://vigie.example/status/mangatheque/subscriptions");
        PageView page = new PageComposer(facts, PublicWords.of(language)).compose(links, json().revision(facts));
        return new String(TEMPLATES.page(page), UTF_8);
    }

    static String feed(PageFacts facts) {
        return new String(AtomFeed.of(facts, ADDRESS), UTF_8);
    }

    static PageJson json() {
        return new PageJson(JSON);
    }

    private static StateSpan up(String component, int days) {
        return new StateSpan(component, ComponentState.UP, NOW.minus(Duration.ofDays(days)), null);
    }
}
