package org.vigie.backup.place;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder on a disk of this machine. */
public final class FolderPlace implements Place {

    private static final String UNFINISHED = ".part";

    private final String id;
    private final Path root;
    private final boolean made;

    /** @param made whether it is Vigie's to make; one that must exist may be a disk that is not mounted */
    FolderPlace(String id, Path root, boolean made) {
        this.id = id;
        this.root = root;
        this.made = made;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String put(String folder, String name, Path file) throws PlaceException {
        Path target = root.resolve(folder).resolve(name);
        try {
            requireRoot();
            Files.createDirectories(target.getParent());
            if (Files.exists(target)) {
                requireSame(file, target);
            } else if (made) {
                link(file, target);
            } else {
                copy(file, target);
            }
            force(target);
            force(target.getParent());
            return target.toString();
        } catch (IOException e) {
            throw failure("cannot store " + name, e);
        }
    }

    private void requireRoot() throws IOException {
        if (made) {
            Files.createDirectories(root);
        } else if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
    }

    /** In Vigie's own folder the bytes are there already; a second place must have bytes of its own. */
    private void link(Path file, Path target) throws IOException {
        try {
            // unlike a rename, a link never replaces a file that is there
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException e) {
            requireSame(file, target);
        } catch (FileSystemException | UnsupportedOperationException e) {
            copy(file, target);
        }
    }

    /** Under another name until it is whole and on the disk. */
    private void copy(Path file, Path target) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + UNFINISHED);
        Files.deleteIfExists(draft);
        try (FileChannel from = FileChannel.open(file);
                FileChannel to = FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long done = 0;
            while (done < from.size()) {
                done += from.transferTo(done, from.size() - done, to);
            }
            to.force(true);
        }
        Files.move(draft, target);
    }

    private void requireSame(Path file, Path target) throws IOException {
        if (Files.mismatch(file, target) >= 0) {
            throw new PlaceException(
                    "name-taken", "another file is in " + target, "Look who put it there; nothing was replaced.", null);
        }
    }

    /** A file's bytes, or a folder's names, are on the disk. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(String folder, String name) throws PlaceException {
        try {
            return Files.newInputStream(root.resolve(folder).resolve(name));
        } catch (NoSuchFileException e) {
            throw new PlaceException(
                    "copy-missing", name + " is not in " + root.resolve(folder), "Take another copy.", e);
        } catch (IOException e) {
            throw failure("cannot read " + name, e);
        }
    }

    @Override
    public List<String> list(String folder) throws PlaceException {
        if (!Files.isDirectory(root.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(UNFINISHED))
                    .toList();
        } catch (IOException e) {
            throw failure("cannot list " + folder, e);
        }
    }

    @Override
    public void delete(String folder, String name) throws PlaceException {
        try {
            Files.deleteIfExists(root.resolve(folder).resolve(name));
        } catch (IOException e) {
            throw failure("cannot delete " + name, e);
        }
    }

    @Override
    public void sweep(String folder) throws PlaceException {
        if (Files.isDirectory(root.resolve(folder))) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(UNFINISHED))
                        .toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw failure("cannot sweep " + folder, e);
            }
        }
    }

    private PlaceException failure(String what, IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left")
                || String.valueOf(e.getMessage()).contains("Disk quota");
        boolean away = e instanceof NoSuchFileException;
        return new PlaceException(
                full ? "place-full" : away ? "place-unreachable" : "place-failed",
                what + " in the place " + id + ": " + (away ? "there is no " : "") + e.getMessage(),
                full ? "Free space there." : "See whether the folder " + root + " is there and writable.",
                e);
    }
}
