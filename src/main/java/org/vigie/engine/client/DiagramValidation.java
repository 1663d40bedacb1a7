package org.vigie.engine.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.validation.ValidationResultType;

/** The engine's own rules for diagrams, before one is deployed. */
public final class DiagramValidation {

    private DiagramValidation() {}

    /**
     * What the engine would not take.
     *
     * @param elementId empty if it is about nothing that has an id
     */
    public record Problem(String elementId, String message) {}

    /**
     * All problems of a diagram; empty if there are none.
     *
     * @throws IllegalArgumentException if it is no diagram
     */
    public static List<Problem> problems(String bpmn) {
        BpmnModelInstance diagram;
        try {
            diagram = Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn.getBytes(UTF_8)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no diagram", e);
        }
        ValidationVisitor visitor = new ValidationVisitor(ZeebeDesignTimeValidators.VALIDATORS);
        try {
            new ModelWalker(diagram).walk(visitor);
        } catch (ModelException e) {
            // something refers to an id that is not there
            return List.of(new Problem("", String.valueOf(e.getMessage())));
        }
        List<Problem> problems = new ArrayList<>();
        visitor.getValidationResult().getResults().forEach((element, results) -> {
            String id = element instanceof BpmnModelElementInstance inner ? inner.getAttributeValue("id") : null;
            results.stream()
                    .filter(result -> result.getType() == ValidationResultType.ERROR)
                    .forEach(result -> problems.add(new Problem(id == null ? "" : id, result.getMessage())));
        });
        return problems;
    }
}
