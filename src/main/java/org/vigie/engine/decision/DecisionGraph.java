package org.vigie.engine.decision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDecision;
import org.camunda.dmn.parser.ParsedDmn;
import org.camunda.feel.impl.DefaultValueMapper;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.valuemapper.CustomValueMapper;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.util.ConcurrentLruCache;
import org.vigie.shared.HintedException;
import scala.jdk.javaapi.CollectionConverters;

/** The decisions of one DMN file, parsed; the only place that speaks to the Scala engine. Thread-safe. */
final class DecisionGraph {

    private static final ValueMapper TO_JAVA = new ValueMapper.CompositeValueMapper(
            CollectionConverters.<CustomValueMapper>asScala(List.of(new JavaValueMapper(), new DefaultValueMapper()))
                    .toList());

    /** The functions of FEEL whose value is not settled by their arguments. */
    private static final Pattern UNSETTLED = Pattern.compile("\\b(now|today|random number)\\s*\\(");

    private static final int REMEMBERED = 1000;

    private record Question(String decisionId, Map<String, Object> inputs) {}

    private final DmnEngine engine;
    private final String fileName;
    private final ParsedDmn parsed;
    /** Evaluating a table costs milliseconds, and people ask the same few questions. */
    private final ConcurrentLruCache<Question, Optional<Object>> answers;

    private DecisionGraph(DmnEngine engine, String fileName, ParsedDmn parsed, boolean settled) {
        this.engine = engine;
        this.fileName = fileName;
        this.parsed = parsed;
        this.answers = new ConcurrentLruCache<>(settled ? REMEMBERED : 0, this::answer);
    }

    static DecisionGraph parse(DmnEngine engine, Resource file) {
        String name = String.valueOf(file.getFilename());
        try {
            String xml = file.getContentAsString(StandardCharsets.UTF_8);
            boolean settled = !UNSETTLED.matcher(xml).find();
            return engine.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .fold(
                            failure -> {
                                throw new HintedException(
                                        "the decision file " + name + " cannot be read: " + failure.message(),
                                        "Open it in Camunda Modeler and correct what the message names.");
                            },
                            parsed -> new DecisionGraph(engine, name, parsed, settled));
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
        return answers.get(new Question(decisionId, new TreeMap<>(inputs))).orElse(null);
    }

    private Optional<Object> answer(Question question) {
        return engine.eval(parsed, question.decisionId(), question.inputs())
                .fold(
                        failure -> {
                            throw new HintedException(
                                    "the decision " + question.decisionId() + " cannot be evaluated: "
                                            + failure.failure().message(),
                                    "Open " + fileName + " in Camunda Modeler and correct what the message names.");
                        },
                        result -> Optional.ofNullable(toJava(result.value())));
    }

    // The engine answers in Scala's types, or in FEEL's when Zeebe's own value mapper is on the class path (in tests).
    private static @Nullable Object toJava(@Nullable Object value) {
        return TO_JAVA.unpackVal(TO_JAVA.toVal(value));
    }
}
