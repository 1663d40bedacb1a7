package org.vigie.platform.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** How far Operate and Tasklist have read. Both count the records of each kind by their sequence and keep it every ten seconds. */
final class ImportPositions {

    private final OpenSearchApi openSearch;

    ImportPositions(OpenSearchApi openSearch) {
        this.openSearch = openSearch;
    }

    /** By kind of record, the sequence up to which it has been read; a kind of which nothing was read yet is absent. */
    Map<String, Long> of(Webapp webapp) throws IOException {
        Map<String, Long> positions = new HashMap<>();
        JsonNode found = openSearch.get("/" + webapp.prefix() + "-import-position-*/_search?size=200");
        for (JsonNode hit : found.at("/hits/hits")) {
            JsonNode position = hit.path("_source");
            positions.put(
                    position.path("aliasName").asText(),
                    position.path("sequence").asLong());
        }
        return positions;
    }
}
