package org.vigie.platform.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/** Process instances that ended, with everything that Operate and Tasklist keep of them. */
final class FinishedInstances {

    private static final int BATCH = 100;

    /** The most that OpenSearch gives in one answer. */
    private static final int PAGE = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchApi openSearch;

    FinishedInstances(OpenSearchApi openSearch) {
        this.openSearch = openSearch;
    }

    /** Deletes all that ended before this day; what is left when it fails in the middle is found again. */
    void deleteThoseBefore(LocalDate day) throws IOException {
        for (List<String> batch = next(day); !batch.isEmpty(); batch = next(day)) {
            delete(batch);
        }
    }

    /** A few of them, by their keys. */
    private List<String> next(LocalDate day) throws IOException {
        return ids("operate-list-view-*", endedBefore(day), BATCH);
    }

    /** An end of exactly a whole second is not in its field, see {@link LenientDates}; the start counts then. */
    private static ObjectNode endedBefore(LocalDate day) {
        ObjectNode query = JSON.createObjectNode();
        ArrayNode all = query.putObject("bool").putArray("filter");
        all.addObject().putObject("term").put("joinRelation", "processInstance");
        all.addObject().putObject("terms").putArray("state").add("COMPLETED").add("CANCELED");
        ObjectNode either = all.addObject().putObject("bool");
        either.put("minimum_should_match", 1);
        ArrayNode ways = either.putArray("should");
        ways.add(before("endDate", day));
        ObjectNode withoutEnd = ways.addObject().putObject("bool");
        withoutEnd.putObject("must_not").putObject("exists").put("field", "endDate");
        withoutEnd.putArray("filter").add(before("startDate", day));
        return query;
    }

    private static ObjectNode before(String field, LocalDate day) {
        ObjectNode query = JSON.createObjectNode();
        query.putObject("range").putObject(field).put("lt", day.toString()).put("format", "yyyy-MM-dd");
        return query;
    }

    /** From Operate's list last, in which they are found. */
    private void delete(List<String> instances) throws IOException {
        ObjectNode ofInstances = where("processInstanceId", instances);
        delete(
                "tasklist-task-variable-*,tasklist-draft-task-variable-*",
                where("taskId", ids("tasklist-task-8*", ofInstances, PAGE)));
        deleteFlowNodes(instances);
        delete("tasklist-list-view-*", where("scopeKey", instances));
        delete("tasklist-task-8*,tasklist-list-view-*,tasklist-variable-*,tasklist-flownode-instance-*", ofInstances);
        delete("tasklist-process-instance-*", where("id", instances));
        delete("operate-*,-operate-list-view-*", where("processInstanceKey", instances));
        delete("operate-list-view-*", where("processInstanceKey", instances));
    }

    /** With the variables that Tasklist's list keeps by nothing but their flow node. */
    private void deleteFlowNodes(List<String> instances) throws IOException {
        ObjectNode ofInstances = where("processInstanceKey", instances);
        String flowNodes = "operate-flownode-instance-*";
        for (List<String> page = ids(flowNodes, ofInstances, PAGE);
                !page.isEmpty();
                page = ids(flowNodes, ofInstances, PAGE)) {
            delete("tasklist-list-view-*", where("scopeKey", page));
            delete(flowNodes, where("id", page));
        }
    }

    private List<String> ids(String indices, ObjectNode query, int most) throws IOException {
        ObjectNode search = JSON.createObjectNode().put("size", most).put("_source", false);
        search.set("query", query);
        JsonNode found = openSearch.post("/" + indices + "/_search", search.toString());
        return StreamSupport.stream(found.at("/hits/hits").spliterator(), false)
                .map(hit -> hit.path("_id").asText())
                .toList();
    }

    private void delete(String indices, ObjectNode query) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.set("query", query);
        openSearch.post("/" + indices + "/_delete_by_query?conflicts=proceed&refresh=true", body.toString());
    }

    private static ObjectNode where(String field, Collection<String> values) {
        ObjectNode where = JSON.createObjectNode();
        ArrayNode list = where.putObject("terms").putArray(field);
        values.forEach(list::add);
        return where;
    }
}
