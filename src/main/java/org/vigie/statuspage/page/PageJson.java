package org.vigie.statuspage.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.plan.LocalText;
import org.vigie.statuspage.PlannedMaintenance;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicSentences;
import org.vigie.statuspage.PublicUpdate;
import org.vigie.statuspage.PublicWords;
import org.vigie.statuspage.StateSpan;

/** The page as JSON, and its revision: a sum over what it says, without when. */
@Component
class PageJson {

    private final ObjectMapper json;

    PageJson(ObjectMapper json) {
        this.json = json;
    }

    /** The same for the same state, incidents and maintenance; what only grows with time is not in it. */
    String revision(PageFacts facts) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(write(content(facts)));
            return HexFormat.of().formatHex(sum, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] of(PageFacts facts, String revision) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("generatedAt", facts.generatedAt().toString());
        page.put("validUntil", facts.validUntil().toString());
        page.put("asOf", asOf(facts));
        page.put("revision", revision);
        page.putAll(content(facts));
        Map<String, Object> uptime = new LinkedHashMap<>();
        facts.components()
                .forEach(current -> uptime.put(
                        current.component().id(),
                        PageComposer.percent(uptime(facts, current.component().id()), Locale.ROOT)));
        page.put("uptime90Days", uptime);
        if (facts.plan().objectives().uptime() != null) {
            page.put("objectivePercentOfMonth", facts.plan().objectives().uptime());
        }
        return write(page);
    }

    private static Map<String, String> asOf(PageFacts facts) {
        Map<String, String> asOf = new TreeMap<>();
        for (Locale language : PublicWords.LANGUAGES) {
            PublicWords words = PublicWords.of(language);
            asOf.put(
                    language.getLanguage(),
                    words.get(
                            "asOf",
                            words.exactly(facts.generatedAt(), facts.plan().timeZone())));
        }
        return asOf;
    }

    private static @Nullable Long uptime(PageFacts facts, String component) {
        List<StateSpan> spans = facts.spans().getOrDefault(component, List.of());
        return Uptime.of(spans, facts.generatedAt(), facts.plan().timeZone(), PageComposer.DAYS)
                .available();
    }

    private static Map<String, Object> content(PageFacts facts) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("application", facts.plan().application());
        content.put("name", facts.plan().name());
        content.put("drill", facts.drill());
        content.put("state", facts.overall().id());
        content.put(
                "components",
                facts.components().stream().map(PageJson::component).toList());
        content.put(
                "incidents",
                facts.incidents().stream()
                        .map(incident -> incident(facts, incident))
                        .toList());
        content.put(
                "maintenances",
                facts.maintenances().stream()
                        .map(maintenance -> maintenance(facts, maintenance))
                        .toList());
        return content;
    }

    private static Map<String, Object> component(PageFacts.Current current) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("id", current.component().id());
        component.put("name", both(current.component().name()));
        component.put("state", current.state().id());
        component.put(
                "since",
                current.since().equals(Instant.EPOCH) ? null : current.since().toString());
        return component;
    }

    private static Map<String, Object> incident(PageFacts facts, PublicIncident shown) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("id", PageFacts.publicId(facts.plan().application(), shown.id()));
        incident.put("components", shown.components());
        incident.put("openedAt", shown.openedAt().toString());
        incident.put(
                "resolvedAt",
                shown.resolvedAt() == null ? null : shown.resolvedAt().toString());
        incident.put(
                "updates",
                shown.updates().stream().map(update -> update(facts, update)).toList());
        return incident;
    }

    private static Map<String, Object> update(PageFacts facts, PublicUpdate shown) {
        Map<String, Object> update = new LinkedHashMap<>();
        update.put("kind", shown.kind().id());
        update.put("at", shown.at().toString());
        Map<String, String> texts = new TreeMap<>();
        for (Locale language : PublicWords.LANGUAGES) {
            texts.put(
                    language.getLanguage(),
                    PublicSentences.of(facts.plan(), shown, PublicWords.of(language))
                            .plain());
        }
        update.put("text", texts);
        return update;
    }

    private static Map<String, Object> maintenance(PageFacts facts, PlannedMaintenance shown) {
        Map<String, Object> maintenance = new LinkedHashMap<>();
        maintenance.put("id", PageFacts.publicId(facts.plan().application(), shown.id()));
        maintenance.put("title", both(shown.title()));
        maintenance.put("components", shown.components());
        maintenance.put("startsAt", shown.startsAt().toString());
        maintenance.put("endsAt", shown.endsAt().toString());
        maintenance.put("state", shown.state().id());
        return maintenance;
    }

    private static Map<String, String> both(LocalText text) {
        return new TreeMap<>(Map.of("en", text.en(), "fr", text.fr()));
    }

    private byte[] write(Map<String, Object> value) {
        try {
            return (json.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
