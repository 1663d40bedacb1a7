package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.plan.ContactRole;
import org.vigie.shared.AddressRange;
import org.vigie.shared.HintedException;

/** Channels can be told from each other, have what their kind needs, and reach those whom they are to reach. */
final class ChannelCheck implements PlanCheck {

    private static final JsonPointer CHANNELS = JsonPointer.compile("/channels");
    private static final JsonPointer CONTACTS = JsonPointer.compile("/contacts");
    private static final JsonPointer ESCALATION = JsonPointer.compile("/escalation");
    private static final String MAIL = "mail";
    private static final String SMS = "sms";

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        Map<String, String> kinds = new TreeMap<>();
        kinds.put(MAIL, MAIL);
        Map<String, JsonPointer> seen = new HashMap<>();
        for (int i = 0; i < document.at(CHANNELS).size(); i++) {
            JsonPointer channel = CHANNELS.appendIndex(i);
            JsonPointer id = channel.appendProperty("id");
            String name = document.at(id).asText();
            String kind = document.at(channel).path("kind").asText();
            kinds.put(name, kind);
            JsonPointer first = seen.putIfAbsent(name, id);
            if (first != null) {
                faults.add(document.faultAt(
                        id,
                        "is " + name + ", as on line " + document.line(first),
                        "Give every channel an id of its own."));
            }
            checkKind(document, channel, faults);
            checkRanges(document, channel.appendProperty("allowPrivate"), faults);
        }
        checkContacts(document, kinds, faults);
        checkSteps(document, kinds, faults);
    }

    private static void checkKind(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        JsonNode channel = document.at(pointer);
        String kind = channel.path("kind").asText();
        if (channel.path("id").asText().equals(MAIL) != kind.equals(MAIL)) {
            faults.add(document.faultAt(
                    pointer.appendProperty("id"),
                    "is " + channel.path("id").asText() + ", of kind " + kind,
                    "The channel of kind mail is called mail, and no other is."));
        }
        boolean team = List.of("slack", "discord", "webhook").contains(kind);
        need(document, pointer, "urlFrom", team, team || kind.equals(SMS), kind, faults);
        need(document, pointer, "secretFrom", false, kind.equals("webhook"), kind, faults);
        need(document, pointer, SMS, kind.equals(SMS), kind.equals(SMS), kind, faults);
        boolean ovh = channel.path(SMS).path("provider").asText().equals("ovh");
        JsonPointer account = pointer.appendProperty(SMS);
        if (channel.path(SMS).isObject()) {
            need(
                    document,
                    account,
                    "keyFrom",
                    ovh,
                    true,
                    channel.path(SMS).path("provider").asText(),
                    faults);
            need(
                    document,
                    account,
                    "consumerKeyFrom",
                    ovh,
                    ovh,
                    channel.path(SMS).path("provider").asText(),
                    faults);
        }
    }

    private static void need(
            PlanDocument document,
            JsonPointer pointer,
            String key,
            boolean needed,
            boolean allowed,
            String kind,
            List<PlanFault> faults) {
        boolean there = document.at(pointer).has(key);
        if (needed && !there) {
            faults.add(document.faultAt(pointer, "has no " + key, "It is needed for " + kind + "."));
        } else if (there && !allowed) {
            faults.add(document.faultAt(
                    pointer.appendProperty(key), "is of no use for " + kind, "Leave it out, or correct the kind."));
        }
    }

    private static void checkRanges(PlanDocument document, JsonPointer ranges, List<PlanFault> faults) {
        for (int i = 0; i < document.at(ranges).size(); i++) {
            JsonPointer range = ranges.appendIndex(i);
            if (!document.at(range).asText().matches("[0-9A-Fa-f:./]+")) {
                continue;
            }
            try {
                AddressRange.parse(document.at(range).asText());
            } catch (HintedException e) {
                faults.add(document.faultAt(
                        range,
                        "is no range of addresses: " + document.at(range).asText(),
                        "Write an address, or address/bits: 10.0.0.0/8."));
            }
        }
    }

    private static void checkContacts(PlanDocument document, Map<String, String> kinds, List<PlanFault> faults) {
        for (int i = 0; i < document.at(CONTACTS).size(); i++) {
            JsonPointer channels = CONTACTS.appendIndex(i).appendProperty("channels");
            for (int j = 0; j < document.at(channels).size(); j++) {
                JsonPointer channel = channels.appendIndex(j);
                String id = document.at(channel).asText();
                String kind = kinds.get(id);
                if (kind == null) {
                    faults.add(unknown(document, channel, kinds));
                } else if (!List.of(MAIL, SMS).contains(kind)) {
                    faults.add(document.faultAt(
                            channel,
                            "is read by the whole team: " + id,
                            "Name mail or a channel of kind sms; a team's channel gets its messages by itself."));
                } else if (kind.equals(SMS)) {
                    checkPhone(document, channel, document.at(CONTACTS.appendIndex(i)), faults);
                }
            }
        }
    }

    private static void checkSteps(PlanDocument document, Map<String, String> kinds, List<PlanFault> faults) {
        for (Iterator<String> priorities = document.at(ESCALATION).fieldNames(); priorities.hasNext(); ) {
            JsonPointer steps = ESCALATION.appendProperty(priorities.next()).appendProperty("steps");
            for (int i = 0; i < document.at(steps).size(); i++) {
                JsonPointer channel = steps.appendIndex(i).appendProperty("channel");
                if (!document.at(channel).isTextual()) {
                    continue;
                }
                String kind = kinds.get(document.at(channel).asText());
                if (kind == null) {
                    faults.add(unknown(document, channel, kinds));
                } else if (kind.equals(SMS)) {
                    String named =
                            document.at(steps.appendIndex(i)).path("notify").asText();
                    recipients(document, named).forEach(contact -> checkPhone(document, channel, contact, faults));
                }
            }
        }
    }

    private static List<JsonNode> recipients(PlanDocument document, String named) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode contact : document.at(CONTACTS)) {
            boolean holds = false;
            for (JsonNode role : contact.path("roles")) {
                holds |= role.asText().equals(named);
            }
            if (ContactRole.find(named).isPresent()
                    ? holds
                    : contact.path("id").asText().equals(named)) {
                found.add(contact);
            }
        }
        return found;
    }

    private static void checkPhone(
            PlanDocument document, JsonPointer channel, JsonNode contact, List<PlanFault> faults) {
        if (!contact.path("phone").asText().startsWith("+")) {
            faults.add(document.faultAt(
                    channel,
                    "sends text messages to " + contact.path("id").asText() + ", who has no international number",
                    "Give the contact a phone that starts with +."));
        }
    }

    private static PlanFault unknown(PlanDocument document, JsonPointer channel, Map<String, String> kinds) {
        return document.faultAt(
                channel,
                "names no channel: " + document.at(channel).asText(),
                "Channels of this file: " + String.join(", ", kinds.keySet()) + ".");
    }
}
