package org.vigie.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.commit.CommitMessage.Kind;
import org.vigie.commit.CommitMessage.NoteKind;
import org.vigie.support.ProjectFiles;

/**
 * What Vigie makes of some 840 messages beside what conventional-changelog 7.2.1 (preset 9.3.1) and git-cliff 2.14.2 make of them.
 * {@code scripts/reference-commits.mjs} writes messages and answers. A difference is allowed only where it is a decision, and
 * each decision stands in docs/releases-commits.md.
 */
class ReferenceCommitsTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Seen(String message, CommitMessage vigie, JsonNode changelog, JsonNode cliff) {

        boolean has(String text) {
            return message.contains(text);
        }
    }

    private record Difference(String aspect, Seen seen, Object ours, Object theirs) {

        @Override
        public String toString() {
            return aspect + ": " + ours + " / " + theirs + " in " + JSON.valueToTree(seen.message());
        }
    }

    @Test
    void everyDifferenceIsADecision() {
        List<Difference> unexplained = differences()
                .filter(difference -> Stream.of(Decision.values()).noneMatch(decision -> decision.explains(difference)))
                .toList();

        assertThat(unexplained).isEmpty();
    }

    @Test
    void everyDecisionIsMetAndDocumented() {
        List<Difference> differences = differences().toList();
        String document = ProjectFiles.text("docs/releases-commits.md");

        assertThat(Decision.values()).allSatisfy(decision -> {
            assertThat(differences).anyMatch(decision::explains);
            assertThat(document)
                    .contains("| " + decision.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " |");
        });
    }

    private static Stream<Difference> differences() {
        Map<String, List<String>> corpus = read("corpus.json", new TypeReference<>() {});
        Map<String, List<JsonNode>> reference = read("reference.json", new TypeReference<>() {});
        assertThat(corpus.keySet()).isEqualTo(reference.keySet()).hasSizeGreaterThanOrEqualTo(4);
        List<Difference> found = new ArrayList<>();
        corpus.forEach((name, messages) -> {
            for (int i = 0; i < messages.size(); i++) {
                JsonNode answers = reference.get(name).get(i);
                Seen seen = new Seen(
                        messages.get(i),
                        CommitMessage.parse(messages.get(i)),
                        answers.get("changelog"),
                        answers.get("cliff"));
                found.addAll(compare(seen));
            }
        });
        return found.stream();
    }

    private static List<Difference> compare(Seen seen) {
        CommitMessage ours = seen.vigie();
        JsonNode changelog = seen.changelog();
        List<Difference> found = new ArrayList<>();
        add(found, "changelog type", seen, ours.type(), lower(text(changelog, "type")));
        add(found, "changelog scope", seen, ours.scope(), text(changelog, "scope"));
        add(
                found,
                "changelog breaking",
                seen,
                ours.isBreaking(),
                !changelog.get("breaking").isEmpty());
        if (ours.isBreaking() && !changelog.get("breaking").isEmpty()) {
            add(found, "changelog note", seen, ours.breakingTexts().toList(), texts(changelog.get("breaking")));
        }
        add(
                found,
                "changelog revert",
                seen,
                ours.reverts().stream().findFirst().orElse(null),
                text(changelog, "reverts"));
        add(found, "changelog closes", seen, ours.closes(), texts(changelog.get("closes")));
        add(found, "cliff type", seen, ours.type(), lower(text(seen.cliff(), "type")));
        add(found, "cliff scope", seen, ours.scope(), text(seen.cliff(), "scope"));
        add(
                found,
                "cliff breaking",
                seen,
                ours.isBreaking(),
                seen.cliff().get("breaking").asBoolean());
        return found;
    }

    private static void add(List<Difference> found, String aspect, Seen seen, Object ours, Object theirs) {
        if (!Objects.equals(ours, theirs)) {
            found.add(new Difference(aspect, seen, ours, theirs));
        }
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).isNull() ? null : node.get(field).asText();
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream file = ReferenceCommitsTests.class.getResourceAsStream("/commits/" + name)) {
            return JSON.readValue(file, type);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    /** What Vigie does on purpose otherwise than one of the two. */
    private enum Decision {
        REVERT_HAS_A_TYPE(d -> d.aspect().endsWith("type") && d.seen().vigie().kind() == Kind.REVERT),
        REVERTED_COMMITS(d -> d.aspect().equals("changelog revert") && d.ours() != null && d.theirs() == null),
        MARK_INSIDE(d -> isAboutBreaking(d)
                && d.seen().vigie().inner().stream().anyMatch(CommitHeader::marked)
                && d.seen().vigie().texts(NoteKind.BREAKING).findAny().isEmpty()),
        QUOTED_TEXT(d -> isAboutBreaking(d) && d.seen().has("```") && d.ours().equals(false)),
        END_OF_A_NOTE(d -> d.aspect().equals("changelog note")
                && d.theirs().toString().startsWith(d.ours().toString().replaceAll("]$", ""))),
        NOTE_BEHIND_TRAILERS(d -> d.aspect().equals("changelog breaking")
                && d.seen().has("Co-authored-by: X <x@example.org>\n\nBREAKING")),
        SPELLING_OF_A_NOTE(d -> d.aspect().endsWith("breaking")
                && d.ours().equals(true)
                && d.seen().vigie().hints().stream().anyMatch(hint -> hint.contains("is not written"))),
        NOTE_IN_A_LIST(d -> d.aspect().equals("cliff breaking") && d.seen().has("\n* BREAKING CHANGE: ")),
        SENTENCE(d -> d.aspect().equals("changelog breaking") && d.seen().has("\nbreaking change is")),
        NOTE_WITHOUT_A_TYPE(
                d -> d.aspect().equals("cliff breaking") && d.seen().vigie().kind() == Kind.NOT_UNDERSTOOD),
        NO_BLANK_LINE(d -> d.aspect().startsWith("cliff") && d.seen().has("fix: x\nBREAKING")),
        SPACE_AFTER_THE_COLON(
                d -> d.aspect().equals("cliff type") && d.seen().message().matches("\\w+:[^ ].*")),
        EMPTY_SUBJECT(
                d -> d.aspect().equals("changelog type") && d.seen().message().equals("feat: ")),
        EMPTY_SCOPE(d -> d.seen().has("()")),
        PARENTHESES_IN_A_SCOPE(
                d -> d.aspect().startsWith("changelog") && d.seen().message().matches("feat\\(a\\)?\\(b\\)+: y")),
        LETTERS_OF_A_TYPE(d -> d.aspect().endsWith("type") && d.seen().message().matches("(?:été|✨feat|a-b): x")),
        LINE_SEPARATOR(d -> d.aspect().startsWith("changelog") && d.seen().has("\u2028"));

        private final Predicate<Difference> explains;

        Decision(Predicate<Difference> explains) {
            this.explains = explains;
        }

        boolean explains(Difference difference) {
            return explains.test(difference);
        }

        private static boolean isAboutBreaking(Difference difference) {
            return difference.aspect().endsWith("breaking")
                    || difference.aspect().endsWith("note");
        }
    }
}
