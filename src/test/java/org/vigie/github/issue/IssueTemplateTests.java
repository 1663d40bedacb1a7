package org.vigie.github.issue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.ticket.Impact;
import org.vigie.ticket.TicketType;

/** What the shipped templates offer is what Vigie reads. */
class IssueTemplateTests {

    @ParameterizedTest
    @ValueSource(strings = {"issue-template.yml", "issue-template.fr.yml"})
    void offersWhatIsRead(String name) throws IOException {
        JsonNode template =
                new YAMLMapper().readTree(Path.of("docs/github", name).toFile());
        assertThat(template.path("name").asText()).isNotEmpty();
        assertThat(template.path("description").asText()).isNotEmpty();
        Set<TicketType> types = new HashSet<>();
        Set<Impact> impacts = new HashSet<>();
        for (JsonNode field : template.path("body")) {
            String label = field.at("/attributes/label").asText();
            assertThat(label).isNotEmpty();
            for (JsonNode option : field.at("/attributes/options")) {
                IssueForm form = filledIn(label, option.asText());
                assertThat(form.type().isPresent() || form.impact().isPresent())
                        .as(option.asText())
                        .isTrue();
                form.type().ifPresent(types::add);
                form.impact().ifPresent(impacts::add);
            }
            if (field.path("id").asText().equals("email")) {
                assertThat(filledIn(label, "ines@example.org").email()).contains("ines@example.org");
            }
        }
        assertThat(types).containsExactlyInAnyOrder(TicketType.values());
        assertThat(impacts).containsExactlyInAnyOrder(Impact.values());
    }

    private static IssueForm filledIn(String label, String value) {
        return IssueForm.parse("### " + label + "\n\n" + value + "\n");
    }
}
