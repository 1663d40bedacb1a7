package org.vigie.dependency;

import org.vigie.shared.HintedException;

/** What a tool wrote is not what it writes when all goes well. */
public class UnreadableReportException extends HintedException {

    UnreadableReportException(String tool, String reason) {
        super(
                "the output of " + tool + " cannot be read: " + reason,
                "Run it by hand as the plan file says and look at what it writes.");
    }
}
