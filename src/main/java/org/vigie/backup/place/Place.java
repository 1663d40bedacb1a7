package org.vigie.backup.place;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Somewhere that holds copies. Files are in folders, such as {@code demo/main}; a file is there whole or not at all, under a name
 * that is never used twice. Each operation has limits in time. Thread-safe.
 */
public interface Place {

    /** Short name, unique for a database. */
    String id();

    /**
     * Stores a file. A repetition with the same file changes nothing.
     *
     * @param folder relative, with slashes; made where it is missing
     * @param name of the file in it
     * @return where it is, for people
     * @throws PlaceException if it is not there afterwards, or another file has its name
     */
    String put(String folder, String name, Path file) throws PlaceException;

    /**
     * Reads a file; to be closed. Reading it may throw an {@link java.io.IOException} that says why.
     *
     * @throws PlaceException {@code copy-missing} if there is none
     */
    InputStream open(String folder, String name) throws PlaceException;

    /** The names of the whole files of a folder, in any order; none if there is no such folder. */
    List<String> list(String folder) throws PlaceException;

    /** Deletes a file; nothing if it is not there. */
    void delete(String folder, String name) throws PlaceException;

    /** Removes what unfinished operations of Vigie left in a folder. */
    void sweep(String folder) throws PlaceException;
}
