package org.vigie.commit;

import java.util.Locale;

/**
 * What a revert amounts to when its target is not at hand: the revert of a revert, and {@code Reapply}, put the original in again.
 *
 * @param original the header of the commit that it is about in the end
 * @param takesBack whether that is taken back; otherwise it is put in again
 */
public record RevertEffect(String original, boolean takesBack) {

    private static final String REVERT = "Revert \"";
    private static final String REAPPLY = "Reapply \"";

    /** Looks through a header of {@link CommitMessage.Kind#REVERT}, however deep, in time linear to its length. */
    static RevertEffect of(String header) {
        int from = 0;
        int to = header.length();
        boolean takesBack = false;
        while (from < to) {
            boolean quoted = header.charAt(to - 1) == '"';
            if (quoted && header.startsWith(REVERT, from) && from + REVERT.length() < to) {
                from += REVERT.length();
                to--;
                takesBack = !takesBack;
            } else if (quoted && header.startsWith(REAPPLY, from) && from + REAPPLY.length() < to) {
                from += REAPPLY.length();
                to--;
            } else {
                break;
            }
        }
        String rest = header.substring(from, to);
        CommitHeader parts = CommitHeader.parse(rest);
        if (parts.isConventional() && parts.type().toLowerCase(Locale.ROOT).equals("revert")) {
            return new RevertEffect(parts.subject(), !takesBack);
        }
        return new RevertEffect(rest, takesBack);
    }
}
