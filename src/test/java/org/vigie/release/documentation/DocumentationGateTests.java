package org.vigie.release.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.plan.DocumentationRule;

class DocumentationGateTests {

    private static final DocumentationRule API =
            new DocumentationRule("api", List.of("api/**", "*.proto"), List.of("docs/api/**", "CHANGELOG.md"));

    private final DocumentationGate gate = new DocumentationGate(List.of(API));

    @Test
    void aChangeOfTheApiNeedsItsDocumentationAndTheChangelog() {
        assertThat(gate.findings(List.of("api/v1/books.py", "docs/api/books.md")))
                .containsExactly("api: api/v1/books.py changed, and nothing in CHANGELOG.md");
        assertThat(gate.findings(List.of("shop.proto")))
                .containsExactly("api: shop.proto changed, and nothing in docs/api/**, CHANGELOG.md");
        assertThat(gate.findings(List.of("api/v1/books.py", "docs/api/books.md", "CHANGELOG.md")))
                .isEmpty();
    }

    @Test
    void otherChangesNeedNone() {
        assertThat(gate.findings(List.of("web/index.html", "internal/shop.proto")))
                .isEmpty();
        assertThat(gate.findings(List.of())).isEmpty();
    }

    @Test
    void aRuleWithoutFilesCountsForEveryRelease() {
        DocumentationGate every =
                new DocumentationGate(List.of(new DocumentationRule("technical", List.of(), List.of("docs/**"))));
        assertThat(every.findings(List.of("web/index.html")))
                .containsExactly("technical: this version changed, and nothing in docs/**");
        assertThat(every.findings(List.of("web/index.html", "docs/manual.md"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "docs/**, docs/a/b.md, true",
        "docs/**, adocs/b.md, false",
        "docs/*, docs/a/b.md, false",
        "**/api/**, api/b.py, true",
        "**/api/**, shop/api/b.py, true",
        "**/api/**, shop/rapid/b.py, false",
        "a?c.md, abc.md, true",
        "a?c.md, a/c.md, false",
        "a.c, abc, false"
    })
    void patternsAreReadAsPeopleWriteThem(String pattern, String file, boolean matches) {
        DocumentationGate one =
                new DocumentationGate(List.of(new DocumentationRule("one", List.of(pattern), List.of("never"))));
        assertThat(one.findings(List.of(file))).hasSize(matches ? 1 : 0);
    }
}
