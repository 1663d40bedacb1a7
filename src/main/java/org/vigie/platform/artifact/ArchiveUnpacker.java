package org.vigie.platform.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks a tar stream into a folder and refuses every entry that would land or point outside of it. */
final class ArchiveUnpacker {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path root;

    /** @param root an existing folder */
    ArchiveUnpacker(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    void unpack(InputStream tar) throws IOException {
        TarArchiveInputStream in = new TarArchiveInputStream(tar);
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            unpack(in, entry);
        }
    }

    private void unpack(TarArchiveInputStream in, TarArchiveEntry entry) throws IOException {
        Path target = inside(root.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            createFolder(target, entry);
        } else if (entry.isSymbolicLink()) {
            createFolder(target.getParent(), entry);
            inside(target.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            createFolder(target.getParent(), entry);
            Files.copy(inside(root.resolve(entry.getLinkName()), entry), target);
        } else if (isOrdinary(entry)) {
            createFolder(target.getParent(), entry);
            Files.copy(in, target);
            copyMode(entry, target);
        } else {
            throw refused(entry);
        }
    }

    private static boolean isOrdinary(TarArchiveEntry entry) {
        return entry.isFile() && !entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO();
    }

    /** A folder reached through a link may lie anywhere, so nothing is written through links. */
    private void createFolder(Path folder, TarArchiveEntry entry) throws IOException {
        for (Path part = folder; part.startsWith(root) && !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw refused(entry);
            }
        }
        Files.createDirectories(folder);
    }

    private Path inside(Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw refused(entry);
        }
        return normal;
    }

    private static void copyMode(TarArchiveEntry entry, Path target) throws IOException {
        boolean posix = Files.getFileAttributeView(target, PosixFileAttributeView.class) != null;
        if (posix && (entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static IOException refused(TarArchiveEntry entry) {
        return new IOException("the archive entry " + entry.getName() + " would leave the folder it is unpacked into");
    }
}
