package org.vigie.backup.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup is, without anything secret and without names out of the database: it lies unencrypted beside each copy.
 *
 * @param format of the manifest and the files, {@link #FORMAT}
 * @param id of the backup, which is that of its operation
 * @param database id in the plan
 * @param purpose {@code regular} or {@code pre-deployment}
 * @param takenAt the moment of the snapshot: what was committed later is not in it
 * @param source where it was read from
 * @param tool version of pg_dump
 * @param vigie version of Vigie
 * @param applicationVersion what the application said its version was; null if nobody is asked or it gave none
 * @param migrationHead newest migration that the database has seen, as its framework keeps it; null if none is known
 * @param contentsAlgorithm how the contents were read and hashed
 * @param tables ordinary tables
 * @param rows of all ordinary tables
 * @param recipients public keys of age that can open the files
 * @param dump the archive of pg_dump in the custom format
 * @param contents what was read beside the dump, as JSON
 * @param dataFolder the data folder of Vigie as a tar archive; null unless it belongs to the database
 */
public record Manifest(
        int format,
        String id,
        String application,
        String database,
        String purpose,
        Instant takenAt,
        Source source,
        String tool,
        String vigie,
        @Nullable String applicationVersion,
        @Nullable String migrationHead,
        String contentsAlgorithm,
        int tables,
        long rows,
        List<String> recipients,
        FileSums dump,
        FileSums contents,
        @Nullable FileSums dataFolder) {

    public static final int FORMAT = 1;

    /**
     * The database that was dumped.
     *
     * @param name on its server
     * @param systemIdentifier of its cluster, made once by initdb
     * @param serverVersion as a number, such as 150018
     * @param bytes its size on the server
     */
    public record Source(String name, String systemIdentifier, int serverVersion, long bytes) {}

    public Manifest {
        recipients = List.copyOf(recipients);
    }

    /** All files beside the manifest. */
    public List<FileSums> parts() {
        return dataFolder == null ? List.of(dump, contents) : List.of(dump, contents, dataFolder);
    }

    /** How many bytes they have together. */
    public long storedBytes() {
        return parts().stream().mapToLong(FileSums::storedBytes).sum();
    }
}
