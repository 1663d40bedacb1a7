package org.vigie.backup.recovery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is wrong with a database, by what its server answers. */
public enum DamageKind {
    /** Its server has no database of that name. */
    DATABASE_MISSING(true),
    /** Files of it are gone or unreadable. */
    FILES_DAMAGED(true),
    /** It is there, and nothing is in it. */
    EMPTIED(true),
    /** Nothing has answered at its address for long. */
    SERVER_LOST(true),
    /** Nothing answers at its address: that says nothing about the data. */
    SERVER_AWAY(false),
    /** Its server starts or stops. */
    SERVER_STARTING(false),
    /** Its server takes no more sessions. */
    CONNECTIONS_EXHAUSTED(false),
    /** Its server does not take the account or the password. */
    LOGIN_REFUSED(false),
    /** It holds far less than the backup. */
    SHRUNKEN(false),
    /** It answers and holds what one would expect. */
    INTACT(false),
    /** None of these. */
    UNCLEAR(false);

    private final boolean loss;

    DamageKind(boolean loss) {
        this.loss = loss;
    }

    /** Whether data is lost beyond doubt; with all others a person has to judge. */
    public boolean isLoss() {
        return loss;
    }

    /** The form that is kept and shown. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
