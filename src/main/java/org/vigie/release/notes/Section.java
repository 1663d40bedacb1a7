package org.vigie.release.notes;

import java.util.Locale;

/** The sections of notes for users, in the order in which they stand. */
public enum Section {
    BREAKING("Breaking changes", "Changements incompatibles"),
    SECURITY("Security", "Sécurité"),
    DEPRECATED("Deprecated", "Obsolète"),
    ADDED("Added", "Ajouté"),
    CHANGED("Changed", "Modifié"),
    FIXED("Fixed", "Corrigé"),
    REMOVED_AGAIN("Removed again", "Retiré");

    private final String english;
    private final String french;

    Section(String english, String french) {
        this.english = english;
        this.french = french;
    }

    /** The heading in the language of the application's users: French or, for any other, English. */
    public String title(Locale language) {
        return language.getLanguage().equals("fr") ? french : english;
    }
}
