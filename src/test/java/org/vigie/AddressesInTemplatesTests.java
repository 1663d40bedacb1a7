package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A link to write a mail takes headers and further readers after a question mark: no template puts a value of somebody into one. What
 * people may write to stands as text, or in the header {@code Reply-To}.
 */
class AddressesInTemplatesTests {

    private static final Pattern MAILTO = Pattern.compile("(?i)mailto:[^\"'\\s>]*[{$]");
    private static final List<Path> TEMPLATES = List.of(
            Path.of("src/main/jte"),
            Path.of("src/main/resources/pages"),
            Path.of("src/main/resources/mail"),
            Path.of("src/main/resources/status-page"),
            Path.of("src/main/resources/github"),
            Path.of("src/main/resources/post-mortem"),
            Path.of("forms"));

    @Test
    void noLinkToWriteAMailHoldsAValue() throws IOException {
        for (Path folder : TEMPLATES) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> found = files.filter(Files::isRegularFile)
                        .filter(file -> MAILTO.matcher(read(file)).find())
                        .toList();
                assertThat(found).isEmpty();
            }
        }
    }

    @Test
    void findsWhatIsPlanted() {
        assertThat(Stream.of(
                        "<a href=\"mailto:{{email}}\">", "href='MAILTO:x@y.z?subject=${title}'", "[x](mailto:{{a}})"))
                .allMatch(text -> MAILTO.matcher(text).find());
        assertThat(MAILTO.matcher("<a href=\"mailto:support@example.org\">").find())
                .isFalse();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
