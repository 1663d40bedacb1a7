package org.vigie.postmortem;

/**
 * The six sections of a post-mortem (C-PM-1), each as the team writes it, in Markdown.
 *
 * @param longTermFixes what the long-term actions do not say already; may be empty
 */
public record Sections(
        String timeline,
        String impact,
        String rootCause,
        String immediateActions,
        String longTermFixes,
        String lessons) {}
