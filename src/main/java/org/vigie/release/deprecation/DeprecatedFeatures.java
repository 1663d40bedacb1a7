package org.vigie.release.deprecation;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What notes and changelog say of features that will be withdrawn (C-EOL-1). */
@Component
public class DeprecatedFeatures {

    private final Deprecations deprecations;

    DeprecatedFeatures(Deprecations deprecations) {
        this.deprecations = deprecations;
    }

    /** One sentence for each that is open, the next removal first; stands in the notes of every release until the removal. */
    public List<String> lines(String application, Locale language) {
        boolean french = language.getLanguage().equals("fr");
        return deprecations.open(application).stream()
                .map(it -> french
                        ? it.feature() + " : retrait au plus tôt le " + it.removalOn() + " ; à la place : "
                                + it.replacement()
                        : it.feature() + ": removal not before " + it.removalOn() + "; use instead: "
                                + it.replacement())
                .toList();
    }
}
