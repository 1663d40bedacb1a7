package org.vigie.backup.retention;

import java.util.List;

/**
 * What becomes of a backup.
 *
 * @param kept whether it stays
 * @param reasons all that keep it, or the one why it may go; never empty
 */
public record Decision(KeptBackup backup, boolean kept, List<Reason> reasons) {

    public Decision {
        reasons = List.copyOf(reasons);
    }
}
