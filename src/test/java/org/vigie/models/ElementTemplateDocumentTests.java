package org.vigie.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.support.GeneratedDocument;

/**
 * The element templates for Camunda Modeler: one for each worker and for each thing that a person does, and one for a form that is not there
 * yet. Modeler takes away the inputs and outputs of a task that its template does not name: so each names all.
 */
class ElementTemplateDocumentTests {

    private static final String SCHEMA =
            "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json";

    private final Models models = Models.ofProject();

    @Test
    void templatesAreAsTheWorkersAndModelsAre() throws IOException {
        List<Map<String, Object>> templates = new ArrayList<>();
        templates.add(anyUserTask());
        steps("userTask", ElementTemplateDocumentTests::formOf)
                .forEach((form, tasks) -> templates.add(userTask(form, tasks)));
        SortedMap<String, List<TaskStep>> byType =
                steps("taskDefinition", step -> step.attribute("taskDefinition", "type"));
        JobWorkers.byType().keySet().stream()
                .filter(byType::containsKey)
                .forEach(type -> templates.add(job(type, byType.get(type))));
        var printer = new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));
        GeneratedDocument.check(
                ".camunda/element-templates/vigie.json",
                new ObjectMapper().writer(printer).writeValueAsString(templates) + "\n");
    }

    private Map<String, Object> job(String type, List<TaskStep> tasks) {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(hidden(type, Map.of("type", "zeebe:taskDefinition", "property", "type")));
        properties.add(field(
                "Retries",
                "How often it is tried before it becomes an incident.",
                "3",
                Map.of("type", "zeebe:taskDefinition", "property", "retries"),
                true));
        headers(tasks).forEach((key, values) -> {
            Map<String, Object> header = choice(key, values, Map.of("type", "zeebe:taskHeader", "key", key));
            header.put("id", key);
            properties.add(header);
        });
        inputs(tasks, properties);
        boolean visible = sourcesAreShared(tasks);
        if (!visible) {
            outputs(tasks, properties);
        }
        Map<String, Object> template = template(
                "job." + type,
                "Vigie: " + type,
                tasks.stream().map(TaskStep::inWords).distinct().limit(3).collect(Collectors.joining(", ")),
                "bpmn:" + tasks.getFirst().kind().replaceFirst("^s", "S"),
                properties);
        if (visible) {
            template.put("entriesVisible", Map.of("outputs", true));
        }
        return template;
    }

    /** For a form of the process owner's own. */
    private Map<String, Object> anyUserTask() {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(hidden(null, Map.of("type", "zeebe:userTask")));
        Map<String, Object> form = field(
                "Form",
                "The id of the form, or which one in which language.",
                "=if language = \"fr\" then \"my-form-fr\" else \"my-form\"",
                Map.of("type", "zeebe:formDefinition", "property", "formId"),
                true);
        properties.add(form);
        properties.add(hidden("deployment", Map.of("type", "zeebe:formDefinition", "property", "bindingType")));
        properties.add(groups("support"));
        properties.add(nameOfTheCase("=if ticketId = null then title else ticketId + \" · \" + title"));
        properties.add(dueDate("=if resolutionDue = null then null else date and time(resolutionDue)"));
        properties.add(priority("=if taskPriority = null then 50 else taskPriority"));
        return person(
                "user-task", "Vigie: what a person does", "A task in Tasklist with a form of your own.", properties);
    }

    private Map<String, Object> userTask(String form, List<TaskStep> tasks) {
        TaskStep task = tasks.getFirst();
        assertThat(tasks).as("tasks with the form " + form).hasSize(1);
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(hidden(null, Map.of("type", "zeebe:userTask")));
        properties.add(hidden(
                task.attribute("formDefinition", "formId"),
                Map.of("type", "zeebe:formDefinition", "property", "formId")));
        properties.add(hidden("deployment", Map.of("type", "zeebe:formDefinition", "property", "bindingType")));
        properties.add(groups(task.attribute("assignmentDefinition", "candidateGroups")));
        String assignee = task.attribute("assignmentDefinition", "assignee");
        if (!assignee.isEmpty()) {
            properties.add(expression(
                    "Assigned to",
                    "The account of whoever is to do it, or \"\" for nobody yet.",
                    assignee,
                    Map.of("type", "zeebe:assignmentDefinition", "property", "assignee")));
        }
        properties.add(dueDate(task.attribute("taskSchedule", "dueDate")));
        properties.add(priority(task.attribute("priorityDefinition", "priority")));
        inputs(tasks, properties);
        properties.addAll(listeners(task.all("executionListener")
                .map(listener -> listener.getAttribute("eventType"))
                .toList()));
        return person("person." + form, "Vigie: " + task.name(), task.inWords(), properties);
    }

    /** A field that is put into the form is handed on by one more output: Modeler shows those that the task has, and keeps them. */
    private static Map<String, Object> person(
            String id, String name, String description, List<Map<String, Object>> properties) {
        Map<String, Object> template = template(id, name, description, "bpmn:UserTask", properties);
        boolean listens = properties.stream()
                .anyMatch(property -> property.get("binding").toString().contains("zeebe:executionListener"));
        template.put("entriesVisible", new TreeMap<>(Map.of("outputs", true, "executionListeners", !listens)));
        return template;
    }

    private static Map<String, Object> nameOfTheCase(String value) {
        return expression(
                "Name of the case",
                "Stands on the card in Tasklist, below the name of the task.",
                value,
                Map.of("type", "zeebe:input", "name", "taskContextDisplayName"));
    }

    private static Map<String, Object> dueDate(String value) {
        return expression(
                "Due date",
                "A moment, or null for none.",
                value,
                Map.of("type", "zeebe:taskSchedule", "property", "dueDate"));
    }

    private static Map<String, Object> priority(String value) {
        Map<String, Object> priority = expression(
                "Priority",
                "From 0 to 100; Tasklist shows the highest first.",
                value,
                Map.of("type", "zeebe:priorityDefinition", "property", "priority"));
        if (!value.startsWith("=")) {
            priority.put("type", "Number");
            priority.put("value", Integer.parseInt(value));
            priority.remove("feel");
        }
        return priority;
    }

    private Map<String, Object> groups(String value) {
        Map<String, Object> groups = choice(
                "Candidate groups",
                models.processFiles().stream()
                        .flatMap(file -> file.all("assignmentDefinition"))
                        .map(element -> element.getAttribute("candidateGroups"))
                        .filter(group -> !group.isBlank())
                        .collect(Collectors.toCollection(TreeSet::new)),
                Map.of("type", "zeebe:assignmentDefinition", "property", "candidateGroups"));
        groups.put("value", value);
        return groups;
    }

    /** They keep who did it, where no job does that. */
    private static List<Map<String, Object>> listeners(List<String> events) {
        return events.stream()
                .map(event -> hidden(
                        "record-step-" + event,
                        Map.of("type", "zeebe:executionListener", "eventType", event, "retries", "3")))
                .toList();
    }

    /** What goes into the tasks: the same everywhere, or to be filled in where it is wanted. */
    private static void inputs(List<TaskStep> tasks, List<Map<String, Object>> properties) {
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        tasks.forEach(task -> task.all("input")
                .forEach(input -> sources.computeIfAbsent(input.getAttribute("target"), target -> new TreeSet<>())
                        .add(input.getAttribute("source"))));
        sources.forEach((target, values) -> {
            boolean everywhere = values.size() == 1
                    && tasks.stream()
                            .allMatch(task -> task.all("input")
                                    .anyMatch(input ->
                                            input.getAttribute("target").equals(target)));
            if (target.equals("taskContextDisplayName")) {
                properties.add(nameOfTheCase(values.iterator().next()));
                return;
            }
            Map<String, Object> input = expression(
                    target,
                    "Handed over as “" + target + "”.",
                    everywhere ? values.iterator().next() : null,
                    Map.of("type", "zeebe:input", "name", target));
            if (!everywhere) {
                input.put("optional", true);
            }
            properties.add(input);
        });
    }

    /** What the tasks give: everywhere, by the header that says so, or to be named where it is wanted. */
    private static void outputs(List<TaskStep> tasks, List<Map<String, Object>> properties) {
        Map<String, String> targets = new LinkedHashMap<>();
        tasks.forEach(task -> task.all("output")
                .forEach(output -> targets.put(output.getAttribute("source"), output.getAttribute("target"))));
        targets.forEach((source, target) -> {
            Map<String, String> binding = Map.of("type", "zeebe:output", "source", source);
            List<TaskStep> giving = tasks.stream()
                    .filter(task -> task.all("output")
                            .anyMatch(output -> output.getAttribute("source").equals(source)))
                    .toList();
            Optional<Map.Entry<String, SortedSet<String>>> header = headers(giving).entrySet().stream()
                    .filter(candidate -> tasks.stream()
                            .filter(task -> candidate.getValue().contains(task.header(candidate.getKey())))
                            .allMatch(giving::contains))
                    .findFirst();
            if (giving.size() == tasks.size()) {
                properties.add(hidden(target, binding));
            } else if (header.isPresent()) {
                Map<String, Object> output = hidden(target, binding);
                output.put(
                        "condition",
                        condition(header.get().getKey(), header.get().getValue()));
                properties.add(output);
            } else {
                Map<String, Object> output =
                        field("Result " + target, "“" + target + "” to keep it, or nothing.", null, binding, false);
                output.put("optional", true);
                properties.add(output);
            }
        });
    }

    /** Modeler tells the outputs of a template apart by their sources only. */
    private static boolean sourcesAreShared(List<TaskStep> tasks) {
        return tasks.stream().anyMatch(task -> {
            List<String> sources = task.all("output")
                    .map(output -> output.getAttribute("source"))
                    .toList();
            return Set.copyOf(sources).size() < sources.size();
        });
    }

    private static Map<String, Object> condition(String property, SortedSet<String> values) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("property", property);
        condition.put("oneOf", values);
        return condition;
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

    private static Map<String, Object> hidden(@Nullable String value, Map<String, String> binding) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", "Hidden");
        if (value != null) {
            property.put("value", value);
        }
        property.put("binding", new TreeMap<>(binding));
        return property;
    }

    private static Map<String, Object> field(
            String label, String description, @Nullable String value, Map<String, String> binding, boolean notEmpty) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("label", label);
        property.put("description", description);
        property.put("type", "String");
        if (value != null) {
            property.put("value", value);
        }
        property.put("binding", new TreeMap<>(binding));
        if (notEmpty) {
            property.put("constraints", Map.of("notEmpty", true));
        }
        return property;
    }

    private static Map<String, Object> expression(
            String label, String description, @Nullable String value, Map<String, String> binding) {
        Map<String, Object> property = field(label, description, value, binding, false);
        property.put("feel", "required");
        return property;
    }

    private static Map<String, Object> choice(String label, SortedSet<String> values, Map<String, String> binding) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("label", label);
        property.put("type", "Dropdown");
        property.put("value", values.first());
        property.put(
                "choices",
                values.stream()
                        .map(value -> new TreeMap<>(Map.of("name", value, "value", value)))
                        .toList());
        property.put("binding", new TreeMap<>(binding));
        return property;
    }

    /** The values that the models give to the headers of these tasks, by the headers' names. */
    private static SortedMap<String, SortedSet<String>> headers(List<TaskStep> tasks) {
        SortedMap<String, SortedSet<String>> headers = new TreeMap<>();
        tasks.forEach(task -> task.all("header")
                .forEach(header -> headers.computeIfAbsent(header.getAttribute("key"), key -> new TreeSet<>())
                        .add(header.getAttribute("value"))));
        return headers;
    }

    /** The English form that a task shows. */
    private static String formOf(TaskStep step) {
        return step.attribute("formDefinition", "formId").replaceFirst("(?s).*else \"([a-z0-9-]+)\"$", "$1");
    }

    /** The tasks that have an extension, by what they are sorted by. */
    private SortedMap<String, List<TaskStep>> steps(String extension, Function<TaskStep, String> by) {
        return models.processFiles().stream()
                .flatMap(file -> file.all(extension)
                        .filter(found -> found.getNamespaceURI().contains("zeebe"))
                        .map(found -> TaskStep.of(file, ModelFile.carrier(found))))
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }
}
