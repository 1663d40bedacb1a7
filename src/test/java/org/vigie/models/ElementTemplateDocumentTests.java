package org.vigie.models;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigie.support.GeneratedDocument;
import org.w3c.dom.Element;

/** The element templates for Camunda Modeler: one for each worker, one for what a person does. */
class ElementTemplateDocumentTests {

    private static final String SCHEMA =
            "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json";

    private final Models models = Models.ofProject();

    @Test
    void templatesAreAsTheWorkersAndModelsAre() throws IOException {
        List<Map<String, Object>> templates = new ArrayList<>();
        templates.add(userTask());
        JobWorkers.byType().keySet().stream()
                .filter(type -> !listeners().contains(type))
                .forEach(type -> templates.add(serviceTask(type)));
        var printer = new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));
        GeneratedDocument.check(
                ".camunda/element-templates/vigie.json",
                new ObjectMapper().writer(printer).writeValueAsString(templates) + "\n");
    }

    private Map<String, Object> serviceTask(String type) {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(hidden(type, Map.of("type", "zeebe:taskDefinition", "property", "type")));
        properties.add(field(
                "Retries",
                "How often it is tried before it becomes an incident.",
                "3",
                Map.of("type", "zeebe:taskDefinition", "property", "retries"),
                true));
        headers(type)
                .forEach((key, values) ->
                        properties.add(choice(key, values, Map.of("type", "zeebe:taskHeader", "key", key))));
        return template("job." + type, "Vigie: " + type, used(type), "bpmn:ServiceTask", properties);
    }

    private Map<String, Object> userTask() {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(hidden(null, Map.of("type", "zeebe:userTask")));
        properties.add(choice("Form", forms(), Map.of("type", "zeebe:formDefinition", "property", "formId")));
        properties.add(hidden("deployment", Map.of("type", "zeebe:formDefinition", "property", "bindingType")));
        properties.add(choice(
                "Candidate groups",
                attributes("assignmentDefinition", "candidateGroups"),
                Map.of("type", "zeebe:assignmentDefinition", "property", "candidateGroups")));
        properties.add(expression(
                "Name of the case",
                "Stands on the card in Tasklist, below the name of the task.",
                "=if ticketId = null then title else ticketId + \" · \" + title",
                Map.of("type", "zeebe:input", "name", "taskContextDisplayName")));
        properties.add(expression(
                "Due date",
                "A moment, or null for none.",
                "=if resolutionDue = null then null else date and time(resolutionDue)",
                Map.of("type", "zeebe:taskSchedule", "property", "dueDate")));
        properties.add(expression(
                "Priority",
                "From 0 to 100; Tasklist shows the highest first.",
                "=if taskPriority = null then 50 else taskPriority",
                Map.of("type", "zeebe:priorityDefinition", "property", "priority")));
        return template(
                "user-task",
                "Vigie: what a person does",
                "A task in Tasklist with a form.",
                "bpmn:UserTask",
                properties);
    }

    private static Map<String, Object> template(
            String id, String name, String description, String element, List<Map<String, Object>> properties) {
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("$schema", SCHEMA);
        template.put("name", name);
        template.put("id", "org.vigie." + id);
        template.put("version", 1);
        template.put("description", description);
        template.put(
                "documentationRef",
                "https://docs.camunda.io/docs/components/modeler/desktop-modeler/element-templates/about-templates/");
        template.put("appliesTo", List.of("bpmn:Task", element));
        template.put("elementType", Map.of("value", element));
        template.put("properties", properties);
        return template;
    }

    private static Map<String, Object> hidden(String value, Map<String, String> binding) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", "Hidden");
        if (value != null) {
            property.put("value", value);
        }
        property.put("binding", new TreeMap<>(binding));
        return property;
    }

    private static Map<String, Object> field(
            String label, String description, String value, Map<String, String> binding, boolean notEmpty) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("label", label);
        property.put("description", description);
        property.put("type", "String");
        property.put("value", value);
        property.put("binding", new TreeMap<>(binding));
        if (notEmpty) {
            property.put("constraints", Map.of("notEmpty", true));
        }
        return property;
    }

    private static Map<String, Object> expression(
            String label, String description, String value, Map<String, String> binding) {
        Map<String, Object> property = field(label, description, value, binding, false);
        property.put("feel", "required");
        return property;
    }

    /** By the name of the English form: the expression that takes the French one where the plan speaks French. */
    private SortedMap<String, String> forms() {
        SortedMap<String, String> forms = new TreeMap<>();
        models.formIds().stream()
                .filter(form -> models.formIds().contains(form + "-fr"))
                .forEach(form ->
                        forms.put(form, "=if language = \"fr\" then \"%s-fr\" else \"%s\"".formatted(form, form)));
        return forms;
    }

    private static Map<String, Object> choice(String label, SortedSet<String> values, Map<String, String> binding) {
        SortedMap<String, String> named = new TreeMap<>();
        values.forEach(value -> named.put(value, value));
        return choice(label, named, binding);
    }

    private static Map<String, Object> choice(
            String label, SortedMap<String, String> values, Map<String, String> binding) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("label", label);
        property.put("type", "Dropdown");
        property.put("value", values.get(values.firstKey()));
        property.put(
                "choices",
                values.entrySet().stream()
                        .map(value -> new TreeMap<>(Map.of("name", value.getKey(), "value", value.getValue())))
                        .toList());
        property.put("binding", new TreeMap<>(binding));
        return property;
    }

    /** The values that the models give to the headers of a job type, by the headers' names. */
    private Map<String, SortedSet<String>> headers(String type) {
        Map<String, SortedSet<String>> headers = new TreeMap<>();
        models.processFiles()
                .forEach(file -> file.all("taskDefinition")
                        .filter(definition -> definition.getAttribute("type").equals(type))
                        .map(ModelFile::carrier)
                        .forEach(task -> file.all("header")
                                .filter(header -> ModelFile.carrier(header).equals(task))
                                .forEach(header -> headers.computeIfAbsent(
                                                header.getAttribute("key"), key -> new TreeSet<>())
                                        .add(header.getAttribute("value")))));
        return headers;
    }

    private SortedSet<String> attributes(String extension, String attribute) {
        return models.processFiles().stream()
                .flatMap(file -> file.all(extension))
                .map(element -> element.getAttribute(attribute))
                .filter(value -> !value.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Job types that only listeners of user tasks use. */
    private SortedSet<String> listeners() {
        SortedSet<String> types = models.processFiles().stream()
                .flatMap(file -> file.all("executionListener"))
                .map(listener -> listener.getAttribute("type"))
                .collect(Collectors.toCollection(TreeSet::new));
        types.removeAll(attributes("taskDefinition", "type"));
        return types;
    }

    private String used(String type) {
        return models.processFiles().stream()
                .flatMap(file -> file.all("taskDefinition")
                        .filter(definition -> definition.getAttribute("type").equals(type))
                        .map(ModelFile::carrier)
                        .map(Element.class::cast)
                        .map(task -> task.getAttribute("name") + " (" + file.root() + ")"))
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
    }
}
