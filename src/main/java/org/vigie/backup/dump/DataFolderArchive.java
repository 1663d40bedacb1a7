package org.vigie.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The data folder of Vigie as a tar archive that any tar unpacks: keys, accounts, secrets, mails, records of commands, and whatever else
 * lies there. Left out is what is dumped, rebuilt or fetched another way, and the offline key, which a copy must not hold.
 */
@Component
public class DataFolderArchive {

    /** Databases, engine and search engine with their logs, software, copies of backups, what lasts no longer than a run. */
    private static final Set<String> LEFT_OUT = Set.of(
            "postgres",
            "broker",
            "webapps",
            "opensearch",
            "cache",
            "scratch",
            "backups",
            "backup-keys/offline.agekey",
            "run",
            "logs",
            "tmp",
            "restore",
            "vigie.lock");

    private static final Pattern MANIFEST_KEY = Pattern.compile("backup-keys/manifest[^/]*\\.pub");
    private static final int LONGEST_KEY = 1 << 12;
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    DataFolderArchive(@Value("${vigie.data-dir:./data}") Path dataDir) {
        this.folder = dataDir.toAbsolutePath().normalize();
    }

    /** Writes it; a file that goes meanwhile is left out. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (isLeftOut(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!directory.equals(folder)) {
                    tar.putArchiveEntry(entry(directory, name(directory) + "/", 0));
                    tar.closeArchiveEntry();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // neither links, which may lead anywhere, nor pipes, which may never end
                if (attributes.isRegularFile() && !isLeftOut(file)) {
                    add(tar, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        tar.finish();
    }

    /** Hidden names at the top are drafts of something. */
    private boolean isLeftOut(Path file) {
        String name = name(file);
        return LEFT_OUT.contains(name) || name.startsWith(".") || name.startsWith("restored-");
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private void add(TarArchiveOutputStream tar, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            tar.putArchiveEntry(entry(file, name(file), size));
            copy(in, tar, size);
            tar.closeArchiveEntry();
        } catch (NoSuchFileException e) {
            // gone since it was listed
        }
    }

    /** As many bytes as the header says, though the file grows or shrinks meanwhile. */
    private static void copy(InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = size;
        while (left > 0) {
            int length = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (length == 0) {
                buffer = new byte[(int) Math.min(BUFFER, left)];
                length = buffer.length;
            }
            out.write(buffer, 0, length);
            left -= length;
        }
    }

    private static TarArchiveEntry entry(Path file, String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(Files.getLastModifiedTime(file));
        entry.setIds(0, 0);
        int mode = 0;
        for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            mode |= 1 << PosixFilePermission.OTHERS_EXECUTE.ordinal() - permission.ordinal();
        }
        entry.setMode(mode);
        return entry;
    }

    /**
     * Reads an archive to its end.
     *
     * @throws IOException if it is none or is cut off
     */
    public static Read readAll(InputStream in) throws IOException {
        int files = 0;
        List<String> keys = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                if (MANIFEST_KEY.matcher(entry.getName()).matches()) {
                    keys.add(new String(tar.readNBytes(LONGEST_KEY), UTF_8));
                }
                tar.transferTo(OutputStream.nullOutputStream());
                files += entry.isFile() ? 1 : 0;
                entry = tar.getNextEntry();
            }
        }
        return new Read(files, keys);
    }

    /**
     * What was in an archive.
     *
     * @param files how many
     * @param manifestKeys public keys of manifests, by which whoever unpacks it knows the manifest beside it
     */
    public record Read(int files, List<String> manifestKeys) {

        public Read {
            manifestKeys = List.copyOf(manifestKeys);
        }
    }
}
