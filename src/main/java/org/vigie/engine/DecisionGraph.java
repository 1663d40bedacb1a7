package org.vigie.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDecision;
import org.camunda.dmn.parser.ParsedDmn;
import org.camunda.feel.impl.DefaultValueMapper;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.valuemapper.CustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.vigie.shared.HintedException;
import scala.jdk.javaapi.CollectionConverters;

/** The decisions of one DMN file, parsed; the only place that speaks to the Scala engine. Immutable. */
final class DecisionGraph {

    private static final ValueMapper TO_JAVA = new ValueMapper.CompositeValueMapper(
            CollectionConverters.<CustomValueMapper>asScala(List.of(new JavaValueMapper(), new DefaultValueMapper()))
                    .toList());

    private final DmnEngine engine;
    private final String fileName;
    private final ParsedDmn parsed;

    private DecisionGraph(DmnEngine engine, String fileName, ParsedDmn parsed) {
        this.engine = engine;
        this.fileName = fileName;
        this.parsed = parsed;
    }

    static DecisionGraph parse(DmnEngine engine, Resource file) {
        String name = String.valueOf(file.getFilename());
        try (InputStream xml = file.getInputStream()) {
            return engine.parse(xml)
                    .fold(
                            failure -> {
                                throw new HintedException(
                                        "the decision file " + name + " cannot be read: " + failure.message(),
                                        "Open it in Camunda Modeler and correct what the message names.");
                            },
                            parsed -> new DecisionGraph(engine, name, parsed));
        } catch (IOException e) {
            throw new HintedException(
                    "the decision file " + name + " cannot be read", "Check that the file is complete.", e);
        }
    }

    String fileName() {
        return fileName;
    }

    List<String> decisionIds() {
        return CollectionConverters.asJavaCollection(parsed.decisions()).stream()
                .map(ParsedDecision::id)
                .sorted()
                .toList();
    }

    /** The result in Java's own types, null when no rule matches. */
    @Nullable
    Object evaluate(String decisionId, Map<String, Object> inputs) {
        return engine.eval(parsed, decisionId, inputs)
                .fold(
                        failure -> {
                            throw new HintedException(
                                    "the decision " + decisionId + " cannot be evaluated: "
                                            + failure.failure().message(),
                                    "Open " + fileName + " in Camunda Modeler and correct what the message names.");
                        },
                        result -> toJava(result.value()));
    }

    // The engine answers in Scala's types, or in FEEL's when Zeebe's own value mapper is on the class path (in tests).
    private static @Nullable Object toJava(@Nullable Object value) {
        return TO_JAVA.unpackVal(TO_JAVA.toVal(value));
    }
}
