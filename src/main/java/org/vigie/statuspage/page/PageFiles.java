package org.vigie.statuspage.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.plan.MaintenancePlan;
import org.vigie.statuspage.PublicWords;
import org.vigie.statuspage.StateSpan;
import org.vigie.statuspage.StatusRecord;

/** Makes the files of a page, all of what the database says at one moment. */
@Component
class PageFiles {

    private final StatusRecord record;
    private final PageTemplates templates;
    private final PageJson json;
    private final StatusPageProperties properties;
    private final Clock clock;
    private final byte[] style = resource("style.css");
    private final byte[] script = resource("fresh.js");

    PageFiles(
            StatusRecord record, PageTemplates templates, PageJson json, StatusPageProperties properties, Clock clock) {
        this.record = record;
        this.templates = templates;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    /** Name and content, in the order to be written: what others refer to first. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Map<String, byte[]> of(MaintenancePlan plan, boolean drill) {
        PageFacts facts = facts(plan, drill);
        String revision = json.revision(facts);
        String folder = plan.application() + "/";
        URI address = properties.address(plan);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(folder + "style.css", style);
        files.put(folder + "fresh.js", script);
        files.put(folder + "badge.svg", Badge.of(facts.overall(), plan.language()));
        files.put(folder + "feed.atom", AtomFeed.of(facts, address));
        byte[] data = json.of(facts, revision);
        files.put(folder + "status.json", data);
        files.put(plan.application() + ".json", data);
        for (Locale language : PublicWords.LANGUAGES) {
            PageView inFolder = view(facts, revision, language, "");
            files.put(folder + language.getLanguage() + ".html", templates.page(inFolder));
            if (language.getLanguage().equals(plan.language().getLanguage())) {
                files.put(folder + "index.html", templates.page(inFolder));
                files.put(plan.application() + ".html", templates.page(view(facts, revision, language, folder)));
            }
        }
        return files;
    }

    /** @param prefix from where the page stands to the folder of its files */
    private PageView view(PageFacts facts, String revision, Locale language, String prefix) {
        PublicWords words = PublicWords.of(language);
        MaintenancePlan plan = facts.plan();
        PageView.Links links = new PageView.Links(
                prefix + "style.css",
                prefix + "fresh.js",
                prefix + words.get("language.other.code") + ".html",
                prefix + "feed.atom",
                prefix + "status.json",
                prefix + "badge.svg",
                facts.drill() ? null : properties.publicUrl() + "/status/" + plan.application() + "/subscriptions");
        return new PageComposer(facts, words).compose(links, revision);
    }

    private PageFacts facts(MaintenancePlan plan, boolean drill) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant from = now.minus(Duration.ofDays(PageComposer.DAYS + 1L));
        Map<String, List<StateSpan>> spans = record.spans(plan.application(), drill, from).stream()
                .collect(Collectors.groupingBy(StateSpan::component));
        return new PageFacts(
                plan,
                drill,
                now,
                now.plus(properties.statusPage().valid()),
                spans,
                record.incidents(plan.application(), drill, from),
                drill ? List.of() : record.maintenances(plan.application(), from),
                drill
                        ? List.of()
                        : record.responses(plan.application(), now.minus(Duration.ofHours(ResponseChart.HOURS))));
    }

    /** Whether there is something to show on the page of drills. */
    @Transactional(readOnly = true)
    public boolean hasDrills(MaintenancePlan plan) {
        return !record.spans(plan.application(), true, Instant.EPOCH).isEmpty();
    }

    /** What stands in the place of the page of an application that is no longer looked after. */
    Map<String, byte[]> gone(String application) {
        byte[] page = templates.gone(application);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(application + "/index.html", page);
        PublicWords.LANGUAGES.forEach(
                language -> files.put(application + "/" + language.getLanguage() + ".html", page));
        files.put(application + ".html", page);
        return files;
    }

    private static byte[] resource(String name) {
        @Nullable InputStream found = PageFiles.class.getResourceAsStream("/status-page/" + name);
        try (InputStream in = Objects.requireNonNull(found, name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
