package org.vigie.platform.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The exported records that OpenSearch holds. */
final class RecordIndices {

    private static final String LAST_OF_EACH = """
            {"aggs": {"index": {"terms": {"field": "_index", "size": 10000},
                                "aggs": {"last": {"max": {"field": "sequence"}}}}}}
            """;

    private final OpenSearchApi openSearch;

    RecordIndices(OpenSearchApi openSearch) {
        this.openSearch = openSearch;
    }

    List<RecordIndex> all() throws IOException {
        List<RecordIndex> indices = new ArrayList<>();
        JsonNode found = openSearch.post("/zeebe-record_*/_search?size=0", LAST_OF_EACH);
        for (JsonNode bucket : found.at("/aggregations/index/buckets")) {
            RecordIndex.of(bucket.path("key").asText(), (long)
                            bucket.at("/last/value").asDouble())
                    .ifPresent(indices::add);
        }
        return indices;
    }

    /** By kind of record, the highest sequence of all. */
    Map<String, Long> last() throws IOException {
        Map<String, Long> last = new HashMap<>();
        all().forEach(index -> last.merge(index.records(), index.last(), Math::max));
        return last;
    }
}
