package org.vigie.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.vigie.support.ProjectFiles;

/**
 * What carries a clause, as docs/coverage.yaml says.
 *
 * @param status how far it is carried, as written
 * @param elements references to what carries it, see {@link ElementReferences}
 * @param tests references to the tests that show it, see {@link TestReferences}
 * @param missing what is still open, empty when nothing is
 */
record Coverage(String status, List<String> elements, List<String> tests, String missing) {

    static final String DONE = "done";
    static final String PARTLY = "partly";
    static final String OPEN = "open";

    private static final List<String> KEYS = List.of("status", "elements", "tests", "missing");

    /** Reads the text of a coverage file: clause ids with their coverage, in its order. */
    static Map<String, Coverage> read(String yaml) {
        var all = new LinkedHashMap<String, Coverage>();
        for (var clause : ProjectFiles.yaml(yaml).properties()) {
            var entry = clause.getValue();
            entry.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException(clause.getKey() + ": unknown key " + key + ", known: " + KEYS);
                }
            });
            var coverage = new Coverage(
                    entry.path("status").asText(),
                    texts(entry.path("elements")),
                    texts(entry.path("tests")),
                    entry.path("missing").asText());
            all.put(clause.getKey(), coverage);
        }
        return all;
    }

    /** The project's own coverage file. */
    static Map<String, Coverage> ofProject() {
        return read(ProjectFiles.text("docs/coverage.yaml"));
    }

    private static List<String> texts(JsonNode list) {
        return new ArrayList<>(StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }
}
