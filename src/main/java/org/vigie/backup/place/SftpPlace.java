package org.vigie.backup.place;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.vigie.backup.seal.Sha256;
import org.vigie.plan.BackupSettings.SftpSettings;

/** A folder on a server that is reached with SFTP. Each operation has a connection of its own. */
public final class SftpPlace implements Place {

    private static final String UNFINISHED = ".part";
    private static final int BUFFER = 1 << 15;

    private final SftpSettings settings;

    SftpPlace(SftpSettings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public String put(String folder, String name, Path file) throws PlaceException {
        return with("store " + name, sftp -> {
            requireRoot(sftp);
            makeFolders(sftp, folder);
            String target = at(folder, name);
            if (exists(sftp, target)) {
                requireSame(sftp, target, file);
            } else {
                upload(sftp, file, target + UNFINISHED);
                // a plain rename: unlike that of OpenSSH's extension, it never replaces a file
                sftp.rename(target + UNFINISHED, target);
            }
            return "sftp://" + settings.host() + ":" + settings.port() + target;
        });
    }

    private void requireRoot(SftpClient sftp) throws IOException {
        if (!exists(sftp, settings.folder())) {
            throw new PlaceException(
                    "place-unreachable",
                    "there is no folder " + settings.folder() + " on " + settings.host(),
                    "Make it, or mount what belongs there.",
                    null);
        }
    }

    private void makeFolders(SftpClient sftp, String folder) throws IOException {
        String path = settings.folder();
        for (String part : folder.split("/")) {
            path = path + "/" + part;
            if (!exists(sftp, path)) {
                sftp.mkdir(path);
            }
        }
    }

    private static boolean exists(SftpClient sftp, String path) throws IOException {
        try {
            Attributes attributes = sftp.stat(path);
            return attributes != null;
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                    || e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH) {
                return false;
            }
            throw e;
        }
    }

    private static void upload(SftpClient sftp, Path file, String draft) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                CloseableHandle handle =
                        sftp.open(draft, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate))) {
            byte[] buffer = new byte[BUFFER];
            long offset = 0;
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                sftp.write(handle, offset, buffer, 0, length);
                offset += length;
            }
            OpenSSHFsyncExtension fsync = sftp.getExtension(OpenSSHFsyncExtension.class);
            if (fsync != null && fsync.isSupported()) {
                fsync.fsync(handle);
            }
        }
    }

    private static void requireSame(SftpClient sftp, String target, Path file) throws IOException {
        try (InputStream in = sftp.read(target)) {
            if (!Sha256.of(in).equals(Sha256.of(file))) {
                throw new PlaceException(
                        "name-taken",
                        "another file is in " + target,
                        "Look who put it there; nothing was replaced.",
                        null);
            }
        }
    }

    @Override
    public InputStream open(String folder, String name) throws PlaceException {
        SftpConnection connection = null;
        try {
            connection = SftpConnection.open(settings);
            if (!exists(connection.sftp(), at(folder, name))) {
                throw new PlaceException(
                        "copy-missing", name + " is not in the place " + id(), "Take another copy.", null);
            }
            InputStream in = new ClosingWith(connection.sftp().read(at(folder, name)), connection);
            connection = null;
            return in;
        } catch (IOException e) {
            throw SftpFailure.of(settings, "read " + name, e);
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }

    @Override
    public List<String> list(String folder) throws PlaceException {
        return with("list " + folder, sftp -> {
            requireRoot(sftp);
            return names(sftp, folder).stream()
                    .filter(name -> !name.endsWith(UNFINISHED))
                    .toList();
        });
    }

    private List<String> names(SftpClient sftp, String folder) throws IOException {
        String path = settings.folder() + "/" + folder;
        if (!exists(sftp, path)) {
            return List.of();
        }
        return StreamSupport.stream(sftp.readDir(path).spliterator(), false)
                .filter(entry -> entry.getAttributes().isRegularFile())
                .map(SftpClient.DirEntry::getFilename)
                .toList();
    }

    @Override
    public void delete(String folder, String name) throws PlaceException {
        with("delete " + name, sftp -> {
            if (exists(sftp, at(folder, name))) {
                sftp.remove(at(folder, name));
            }
            return name;
        });
    }

    @Override
    public void sweep(String folder) throws PlaceException {
        with("sweep " + folder, sftp -> {
            for (String name : names(sftp, folder)) {
                if (name.endsWith(UNFINISHED)) {
                    sftp.remove(at(folder, name));
                }
            }
            return folder;
        });
    }

    private String at(String folder, String name) {
        return settings.folder() + "/" + folder + "/" + name;
    }

    private interface Work<T> {
        T done(SftpClient sftp) throws IOException;
    }

    private <T> T with(String what, Work<T> work) throws PlaceException {
        try (SftpConnection connection = SftpConnection.open(settings)) {
            return work.done(connection.sftp());
        } catch (IOException e) {
            throw SftpFailure.of(settings, what, e);
        }
    }

    /** The connection ends with the stream. */
    private static final class ClosingWith extends FilterInputStream {

        private final SftpConnection connection;

        ClosingWith(InputStream in, SftpConnection connection) {
            super(in);
            this.connection = connection;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                connection.close();
            }
        }
    }
}
