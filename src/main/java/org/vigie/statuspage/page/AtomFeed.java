package org.vigie.statuspage.page;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.XmlText;
import org.vigie.statuspage.PlannedMaintenance;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicSentences;
import org.vigie.statuspage.PublicUpdate;
import org.vigie.statuspage.PublicWords;

/**
 * Incidents and maintenance as an Atom feed (RFC 4287) in the plan's language. Nothing in it tells when it was written: its bytes
 * change with what it says and not otherwise.
 */
final class AtomFeed {

    private static final int MOST = 50;

    private final PageFacts facts;
    private final URI address;
    private final MaintenancePlan plan;
    private final PublicWords words;

    private AtomFeed(PageFacts facts, URI address) {
        this.facts = facts;
        this.address = address;
        this.plan = facts.plan();
        this.words = PublicWords.of(plan.language());
    }

    private record Entry(String id, String title, Instant published, Instant updated, String text) {}

    static byte[] of(PageFacts facts, URI address) {
        return Xml.document(new AtomFeed(facts, address)::write);
    }

    private void write(XMLStreamWriter out) throws XMLStreamException {
        List<Entry> entries = entries();
        Instant updated =
                entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
        out.writeStartElement("feed");
        out.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        out.writeAttribute("xml:lang", plan.language().getLanguage());
        out.writeCharacters("\n");
        Xml.element(out, "id", "urn:uuid:" + PageFacts.publicId(plan.application(), "feed"));
        Xml.element(out, "title", words.get("feed.title", plan.name()));
        Xml.element(out, "updated", updated.toString());
        link(out, "self", address + "/feed.atom");
        link(out, "alternate", address.toString());
        out.writeStartElement("author");
        Xml.element(out, "name", plan.statusPage().team().in(plan.language()));
        out.writeEndElement();
        out.writeCharacters("\n");
        for (Entry entry : entries) {
            write(out, entry);
        }
        out.writeEndElement();
    }

    private void write(XMLStreamWriter out, Entry entry) throws XMLStreamException {
        out.writeStartElement("entry");
        out.writeCharacters("\n");
        Xml.element(out, "id", "urn:uuid:" + entry.id());
        Xml.element(out, "title", entry.title());
        Xml.element(out, "published", entry.published().toString());
        Xml.element(out, "updated", entry.updated().toString());
        link(out, "alternate", address + "#i-" + entry.id());
        out.writeStartElement("content");
        out.writeAttribute("type", "text");
        out.writeCharacters(XmlText.clean(entry.text()));
        out.writeEndElement();
        out.writeCharacters("\n");
        out.writeEndElement();
        out.writeCharacters("\n");
    }

    private static void link(XMLStreamWriter out, String relation, String address) throws XMLStreamException {
        out.writeEmptyElement("link");
        out.writeAttribute("rel", relation);
        out.writeAttribute("href", XmlText.clean(address));
        out.writeCharacters("\n");
    }

    /** Newest first. */
    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        facts.incidents().forEach(incident -> entries.add(entry(incident)));
        facts.maintenances().forEach(maintenance -> entries.add(entry(maintenance)));
        return entries.stream()
                .sorted(Comparator.comparing(Entry::updated).reversed().thenComparing(Entry::id))
                .limit(MOST)
                .toList();
    }

    private Entry entry(PublicIncident incident) {
        List<PublicUpdate> updates = incident.updates().reversed();
        String title = words.get(incident.resolvedAt() == null ? "incident.title" : "incident.title.resolved");
        return new Entry(
                PageFacts.publicId(plan.application(), incident.id()),
                plan.name() + " – " + title,
                updates.getLast().at(),
                updates.getFirst().at(),
                updates.stream().map(update -> text(incident, update)).collect(Collectors.joining("\n\n")));
    }

    private String text(PublicIncident incident, PublicUpdate update) {
        return words.get("kind." + update.kind().id()) + " – " + words.moment(update.at(), plan.timeZone()) + "\n\n"
                + PublicSentences.of(plan, update, words, incident.components()).plain();
    }

    private Entry entry(PlannedMaintenance maintenance) {
        String title = words.get(
                "feed.maintenance",
                maintenance.title().in(words.language()),
                words.get("maintenance." + maintenance.state().id()));
        return new Entry(
                PageFacts.publicId(plan.application(), maintenance.id()),
                plan.name() + " – " + title,
                maintenance.changedAt(),
                maintenance.changedAt(),
                words.get(
                        "maintenance.from-to",
                        words.moment(maintenance.startsAt(), plan.timeZone()),
                        words.moment(maintenance.endsAt(), plan.timeZone())));
    }
}
