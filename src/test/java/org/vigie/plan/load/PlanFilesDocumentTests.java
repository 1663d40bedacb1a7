package org.vigie.plan.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.support.GeneratedDocument;
import org.vigie.support.ProjectFiles;

/** Holds the reference of keys in docs/plan-files.md to the schema. */
class PlanFilesDocumentTests {

    private static final String DOC = "docs/plan-files.md";
    private static final String START = "<!-- keys: written from plans/plan.schema.json -->\n";
    private static final String END = "<!-- end of keys -->\n";

    private final JsonNode schema = PlanSchema.readSource();

    @Test
    void listsEveryKeyAsTheSchemaDescribesIt() throws IOException {
        String page = ProjectFiles.text(DOC);
        assertThat(page).contains(START).contains(END);

        GeneratedDocument.check(
                DOC,
                page.substring(0, page.indexOf(START) + START.length()) + keys() + page.substring(page.indexOf(END)));
    }

    private String keys() {
        List<String> lines = new ArrayList<>();
        group("", schema, lines);
        return String.join("\n", lines) + "\n";
    }

    private void group(String path, JsonNode group, List<String> lines) {
        lines.add("");
        lines.add(path.isEmpty() ? "### The file" : "### `" + path + "`");
        lines.add("");
        lines.add(group.path("description").asText());
        lines.add("");
        lines.add("| key | needed | meaning | example |");
        lines.add("|---|---|---|---|");
        List<Runnable> inner = new ArrayList<>();
        String prefix = path.isEmpty() ? "" : path + ".";
        List<String> same = new ArrayList<>();
        group.path("properties").properties().forEach(property -> {
            lines.add(row(group, property.getKey(), property.getValue()));
            JsonNode target = PlanSchema.resolve(schema, property.getValue());
            JsonNode items = PlanSchema.resolve(schema, target.path("items"));
            if (target.has("properties") && !alreadyTold(property.getValue(), same)) {
                inner.add(() -> group(prefix + property.getKey(), target, lines));
            } else if (items.has("properties")) {
                inner.add(() -> group(prefix + property.getKey() + "[]", items, lines));
            }
        });
        inner.forEach(Runnable::run);
    }

    /** Whether an earlier key of the group has the same contents, as all chains of escalation have. */
    private static boolean alreadyTold(JsonNode property, List<String> told) {
        String reference = property.path("$ref").asText();
        if (reference.isEmpty() || !told.contains(reference)) {
            told.add(reference);
            return false;
        }
        return true;
    }

    private String row(JsonNode group, String key, JsonNode property) {
        JsonNode target = PlanSchema.resolve(schema, property);
        boolean needed = false;
        for (JsonNode name : group.path("required")) {
            needed |= name.asText().equals(key);
        }
        String meaning = (property.has("description") ? property : target)
                .path("description")
                .asText();
        if (target.has("enum")) {
            List<String> allowed = new ArrayList<>();
            target.get("enum").forEach(value -> allowed.add("`" + value.asText() + "`"));
            meaning += " Allowed: " + String.join(", ", allowed) + ".";
        }
        if (target.has("default")) {
            meaning += " Left out: `" + target.get("default") + "`.";
        }
        JsonNode example =
                (property.has("examples") ? property : target).path("examples").path(0);
        String shown = example.isMissingNode() ? "" : "`" + (example.isTextual() ? example.asText() : example) + "`";
        return "| `" + key + "` | " + (needed ? "yes" : "no") + " | " + meaning + " | " + shown + " |";
    }
}
