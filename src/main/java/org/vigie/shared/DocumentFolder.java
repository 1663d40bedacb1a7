package org.vigie.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder below a root that nothing written here can leave, neither by its name nor by a link. */
public final class DocumentFolder {

    private final Path root;
    private final Path folder;

    /**
     * @param root what must not be left; created if absent
     * @param folder relative to the root, or absolute and then the root itself
     */
    public DocumentFolder(Path root, Path folder) {
        this.root = folder.isAbsolute() ? folder : root;
        this.folder = folder;
    }

    /**
     * Writes a document that is there completely or not at all.
     *
     * @param name file name, without any folder
     * @return the file
     * @throws HintedException if the name or the folder leads elsewhere, another document has the name, or the folder
     *     cannot be written to
     */
    public Path write(String name, String document) {
        requireName(name);
        try {
            Path file = open().resolve(name);
            if (Files.exists(file)) {
                if (!Files.readString(file).equals(document)) {
                    throw new HintedException(
                            file + " is there already with another content",
                            "Move it away, then raise the retries in Operate.");
                }
                return file;
            }
            return put(file, document);
        } catch (IOException e) {
            throw unwritable(e, "Make the folder writable, then raise the retries in Operate.");
        }
    }

    /**
     * Writes a document in place of an earlier one that began with the same line; what anybody else wrote stays.
     *
     * @param name file name, without any folder
     * @return whether it is another one than before
     * @throws HintedException if the name or the folder leads elsewhere, somebody else's document has the name, or the folder
     *     cannot be written to
     */
    public boolean replace(String name, String document) {
        requireName(name);
        try {
            Path file = open().resolve(name);
            if (Files.exists(file)) {
                String before = Files.readString(file);
                if (before.equals(document)) {
                    return false;
                }
                if (!firstLine(before).equals(firstLine(document))) {
                    throw new HintedException(
                            file + " is there already, and somebody else wrote it",
                            "Move it away, or name another folder.");
                }
            }
            put(file, document);
            return true;
        } catch (IOException e) {
            throw unwritable(e, "Make the folder writable.");
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]{0,100}\\.md")) {
            throw new HintedException(
                    "'" + name + "' is not the name of a document", "Use letters, digits and hyphens only.");
        }
    }

    private static Path put(Path file, String document) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), ".document", ".part");
        try {
            Files.writeString(unfinished, document, StandardCharsets.UTF_8);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private HintedException unwritable(IOException e, String hint) {
        return new HintedException("the document cannot be written to " + folder + ": " + e.getMessage(), hint, e);
    }

    private Path open() throws IOException {
        Path realRoot = Files.createDirectories(root).toRealPath();
        Path target =
                realRoot.resolve(folder.isAbsolute() ? Path.of("") : folder).normalize();
        Path existing = target;
        while (existing.startsWith(realRoot) && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!existing.startsWith(realRoot) || !existing.toRealPath().startsWith(realRoot)) {
            throw new HintedException(
                    "the folder " + folder + " leads out of " + root,
                    "Correct tickets.postMortem.folder in the plan file, or remove the link.");
        }
        return Files.createDirectories(target).toRealPath();
    }
}
