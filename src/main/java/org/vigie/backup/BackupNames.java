package org.vigie.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of the files of backups: the moment is for people, the id makes them unique; the catalogue orders by neither. */
public final class BackupNames {

    static final String MANIFEST = ".manifest.json";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private BackupNames() {}

    /** The start of the names of all files of a backup. */
    static String stem(String id, Instant requestedAt) {
        return STAMP.format(requestedAt) + "-" + id;
    }

    /** The folder of a database in each place. */
    public static String folder(String application, String database) {
        return application + "/" + database;
    }

    /** The name of the manifest that belongs to a dump. */
    static String manifestOf(String dumpName) {
        return dumpName.replaceFirst("\\.dump\\.zst\\.age$", MANIFEST);
    }
}
