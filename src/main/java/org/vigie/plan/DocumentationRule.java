package org.vigie.plan;

import java.util.List;

/**
 * Documents that a release must change together with other files.
 *
 * @param changed patterns of files that make the rule count; empty: every release
 * @param updated patterns, each of which must name a changed file
 */
public record DocumentationRule(String id, List<String> changed, List<String> updated) {

    public DocumentationRule {
        changed = changed == null ? List.of() : List.copyOf(changed);
        updated = List.copyOf(updated);
    }
}
