package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places of copies can be told from each other and are as many as must hold a backup, and servers are logged in to in one way. */
final class BackupCheck implements PlanCheck {

    private static final String DATA_FOLDER = "folder";
    private static final String VIGIE = "vigie";

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        for (int i = 0; i < document.at("/databases").size(); i++) {
            JsonPointer backup = JsonPointer.compile("/databases/" + i + "/backup");
            int places = checkPlaces(document, backup, faults);
            checkDataFolder(document, backup.appendProperty("withDataFolder"), faults);
            checkExercise(document, backup.appendProperty("exercise"), faults);
            JsonPointer copies = backup.appendProperty("copies");
            if (document.at(copies).asInt(1) > places) {
                faults.add(document.faultAt(
                        copies,
                        "is " + document.at(copies).asInt() + ", and there are " + places
                                + " places with the data folder",
                        "Add places, or demand fewer."));
            }
        }
    }

    /** The copies of an application go where its people want them, Vigie's keys and passwords do not. */
    private static void checkDataFolder(PlanDocument document, JsonPointer pointer, List<PlanFault> faults) {
        if (document.at(pointer).asBoolean(false)
                && !document.at("/application").asText().equals(VIGIE)) {
            faults.add(document.faultAt(
                    pointer,
                    "is true",
                    "Leave it out: Vigie's data folder goes with Vigie's own database, application vigie."));
        }
    }

    private static void checkExercise(PlanDocument document, JsonPointer exercise, List<PlanFault> faults) {
        String from = document.at(exercise).path("from").asText("10:00");
        String until = document.at(exercise).path("until").asText("16:00");
        if (from.compareTo(until) >= 0) {
            faults.add(document.faultAt(
                    exercise,
                    "is held from " + from + " until " + until + ", which is never",
                    "Let it end later on the same day than it begins, or give it no days."));
        }
    }

    private static int checkPlaces(PlanDocument document, JsonPointer backup, List<PlanFault> faults) {
        Map<String, JsonPointer> seen = new HashMap<>();
        int places = 1;
        for (String kind : List.of("folders", "sftp", "s3")) {
            JsonPointer list = backup.appendProperty(kind);
            for (int i = 0; i < document.at(list).size(); i++) {
                places++;
                JsonPointer place = list.appendIndex(i);
                checkId(document, place.appendProperty("id"), seen, faults);
                if (kind.equals("sftp")) {
                    checkLogin(document, place, faults);
                }
            }
        }
        return places;
    }

    private static void checkId(
            PlanDocument document, JsonPointer pointer, Map<String, JsonPointer> seen, List<PlanFault> faults) {
        String id = document.at(pointer).asText();
        if (id.equals(DATA_FOLDER)) {
            faults.add(document.faultAt(pointer, "is folder, the name of the data folder", "Give it another id."));
        } else if (document.at(pointer).isTextual()) {
            JsonPointer first = seen.putIfAbsent(id, pointer);
            if (first != null) {
                faults.add(document.faultAt(
                        pointer,
                        "is " + id + ", as on line " + document.line(first),
                        "Give every place of a database an id of its own."));
            }
        }
    }

    private static void checkLogin(PlanDocument document, JsonPointer place, List<PlanFault> faults) {
        JsonNode settings = document.at(place);
        if (settings.isObject() && settings.has("passwordFrom") == settings.has("keyFrom")) {
            faults.add(document.faultAt(
                    place, "has not exactly one of passwordFrom and keyFrom", "Say how to log in, in one way."));
        }
    }
}
