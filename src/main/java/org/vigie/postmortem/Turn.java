package org.vigie.postmortem;

import org.vigie.audit.Account;

/**
 * A text that was handed in, or a review of one.
 *
 * @param number which turn of the post-mortem it is, counted from 1
 * @param account that completed the task
 */
record Turn(int number, Account account) {

    /** @throws DraftRefusedException if nobody answers for it */
    String answerable() {
        if (account.isNobody()) {
            throw new DraftRefusedException(
                    "the task was completed without being assigned to anybody",
                    "Assign it to yourself in Tasklist, then complete it.");
        }
        return account.required();
    }
}
