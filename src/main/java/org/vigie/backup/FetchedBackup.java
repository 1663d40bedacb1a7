package org.vigie.backup;

import java.nio.file.Path;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.seal.Manifest;

/**
 * A backup that was fetched from a place and opened.
 *
 * @param dump the archive of pg_dump, decrypted and decompressed
 * @param contents what the database held when it was taken
 * @param place where the copy was
 */
public record FetchedBackup(Manifest manifest, Path dump, DatabaseContents contents, String place) {}
