package org.vigie.engine.decision;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.dmn.DmnEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;

/**
 * The decision tables in force, evaluated inside Vigie: an answer does not wait for the broker.
 *
 * <p>The tables are the very files that are deployed to the broker, read at start and when their owner changes them by the DMN
 * engine the broker uses itself. Safe for use by many threads.
 */
@Component
public class Decisions {

    // a column that a process owner adds to a table must not break who does not know it yet
    private final ObjectMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .findAndAddModules()
            .build();

    private volatile Map<String, DecisionGraph> graphs;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Reads all decisions of {@code dmn/} on the class path.
     *
     * @throws HintedException when a file cannot be read or two files hold the same decision
     */
    public Decisions() {
        this(shipped());
    }

    /**
     * The decisions of one text, for trying out a change.
     *
     * @throws HintedException when it cannot be read
     */
    public static Decisions of(String dmn) {
        if (dmn.contains("<!DOCTYPE")) {
            throw new HintedException("the table has a document type", "Send the text as Camunda Modeler saves it.");
        }
        return of(Map.of("the given table", dmn));
    }

    Decisions(List<Resource> files) {
        this.graphs = read(files);
    }

    /**
     * The decisions of some files, for trying out a change.
     *
     * @param files texts by the names of their files
     * @throws HintedException when one cannot be read or two hold the same decision
     */
    public static Decisions of(Map<String, String> files) {
        return new Decisions(resources(files));
    }

    /**
     * Takes other files in place of those that were in force; questions that are being answered get their answers from those.
     *
     * @throws HintedException when one cannot be read or two hold the same decision; nothing is taken then
     */
    public void take(Map<String, String> files) {
        graphs = read(resources(files));
        taken.incrementAndGet();
    }

    /** Another number whenever other tables are in force, for those who keep answers. */
    public long version() {
        return taken.get();
    }

    private static List<Resource> resources(Map<String, String> files) {
        List<Resource> resources = new ArrayList<>();
        files.forEach((name, text) -> resources.add(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return name;
            }
        }));
        return resources;
    }

    private static Map<String, DecisionGraph> read(List<Resource> files) {
        DmnEngine engine = new DmnEngine.Builder().build();
        Map<String, DecisionGraph> graphs = new TreeMap<>();
        for (Resource file : files) {
            add(graphs, DecisionGraph.parse(engine, file));
        }
        return graphs;
    }

    /**
     * Evaluates a decision.
     *
     * @param decisionId id of the decision, as in {@code ticketPriority}
     * @param inputs values by name; one that is missing counts as null, as in the broker
     * @param resultType what the result is converted to: a record for several outputs, else a plain type
     * @throws HintedException when there is no such decision, no rule matches, more than one does where only one may, or
     *     the result does not fit the type
     */
    public <T> T evaluate(String decisionId, Map<String, ? extends @Nullable Object> inputs, Class<T> resultType) {
        return convert(decisionId, inputs, json.constructType(resultType));
    }

    /** As {@link #evaluate(String, Map, Class)}, for lists and other generic results. */
    public <T> T evaluate(
            String decisionId, Map<String, ? extends @Nullable Object> inputs, TypeReference<T> resultType) {
        return convert(decisionId, inputs, json.constructType(resultType));
    }

    private <T> T convert(String decisionId, Map<String, ? extends @Nullable Object> inputs, JavaType type) {
        Object result = graph(decisionId).evaluate(decisionId, Collections.unmodifiableMap(inputs));
        if (result == null) {
            throw new HintedException(
                    "the decision " + decisionId + " has no rule for " + new TreeMap<>(inputs),
                    "Check the values, or add a rule to " + graph(decisionId).fileName() + ".");
        }
        try {
            return json.convertValue(result, type);
        } catch (IllegalArgumentException e) {
            throw new HintedException(
                    "the decision " + decisionId + " gave " + result + ", which is not a "
                            + type.getRawClass().getSimpleName(),
                    "Compare the outputs of " + graph(decisionId).fileName() + " with what is expected of them.",
                    e);
        }
    }

    private DecisionGraph graph(String decisionId) {
        DecisionGraph graph = graphs.get(decisionId);
        if (graph == null) {
            throw new HintedException(
                    "there is no decision " + decisionId, "Use one of " + String.join(", ", graphs.keySet()) + ".");
        }
        return graph;
    }

    private static void add(Map<String, DecisionGraph> graphs, DecisionGraph graph) {
        for (String id : graph.decisionIds()) {
            DecisionGraph other = graphs.putIfAbsent(id, graph);
            if (other != null) {
                throw new HintedException(
                        "the decision " + id + " stands in " + other.fileName() + " and in " + graph.fileName(),
                        "Give one of them another id or remove it.");
            }
        }
    }

    private static List<Resource> shipped() {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources("classpath*:/dmn/*.dmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
