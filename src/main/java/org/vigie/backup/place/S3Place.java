package org.vigie.backup.place;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigie.backup.seal.Sha256;
import org.vigie.plan.BackupSettings.S3Settings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of a store with the interface of S3. An object is there whole or not at all, by what the interface promises. */
public final class S3Place implements Place {

    /** The interface demands at least 5 MiB for all parts but the last, and at most 10,000 of them. */
    private static final long PART = 8L << 20;

    private static final int MOST_PARTS = 9_000;
    private static final int NOT_FOUND = 404;

    private final S3Settings settings;

    S3Place(S3Settings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public String put(String folder, String name, Path file) throws PlaceException {
        String key = key(folder, name);
        with("store " + name, s3 -> {
            if (exists(s3, key)) {
                requireSame(s3, key, file);
            } else if (Files.size(file) <= PART) {
                s3.putObject(request -> request.bucket(settings.bucket()).key(key), RequestBody.fromFile(file));
            } else {
                upload(s3, key, file);
            }
            return key;
        });
        return "s3://" + settings.bucket() + "/" + key;
    }

    private boolean exists(S3Client s3, String key) {
        try {
            s3.headObject(request -> request.bucket(settings.bucket()).key(key));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private void requireSame(S3Client s3, String key, Path file) throws IOException {
        try (InputStream in =
                s3.getObject(request -> request.bucket(settings.bucket()).key(key))) {
            if (!Sha256.of(in).equals(Sha256.of(file))) {
                throw new PlaceException(
                        "name-taken",
                        "another object is at " + key,
                        "Look who put it there; nothing was replaced.",
                        null);
            }
        }
    }

    private void upload(S3Client s3, String key, Path file) throws IOException {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(settings.bucket()).key(key))
                .uploadId();
        boolean whole = false;
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long part = Math.max(PART, size / MOST_PARTS + 1);
            List<CompletedPart> parts = new ArrayList<>();
            for (long offset = 0; offset < size; offset += part) {
                parts.add(
                        part(s3, key, upload, parts.size() + 1, read(channel, offset, Math.min(part, size - offset))));
            }
            s3.completeMultipartUpload(request -> request.bucket(settings.bucket())
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)));
            whole = true;
        } finally {
            if (!whole) {
                abort(s3, key, upload);
            }
        }
    }

    private CompletedPart part(S3Client s3, String key, String upload, int number, byte[] bytes) {
        String tag = s3.uploadPart(
                        request -> request.bucket(settings.bucket())
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private static byte[] read(FileChannel channel, long offset, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(length));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }

    /** Its parts would be kept, and paid for, for ever. What cannot be aborted now is swept at the next upload. */
    private void abort(S3Client s3, String key, String upload) {
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(settings.bucket()).key(key).uploadId(upload));
        } catch (SdkException e) {
            // swept later
        }
    }

    @Override
    public InputStream open(String folder, String name) throws PlaceException {
        S3Client s3 = S3Clients.open(settings);
        boolean opened = false;
        try {
            InputStream in =
                    s3.getObject(request -> request.bucket(settings.bucket()).key(key(folder, name)));
            opened = true;
            return new S3Clients.ClosingWith(in, s3);
        } catch (NoSuchKeyException e) {
            throw new PlaceException("copy-missing", name + " is not in the place " + id(), "Take another copy.", e);
        } catch (SdkException e) {
            throw S3Clients.failure(settings, "read " + name, e);
        } finally {
            if (!opened) {
                s3.close();
            }
        }
    }

    @Override
    public List<String> list(String folder) throws PlaceException {
        String start = key(folder, "");
        return with(
                "list " + folder,
                s3 ->
                        s3
                                .listObjectsV2Paginator(request ->
                                        request.bucket(settings.bucket()).prefix(start))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(key -> key.substring(start.length()))
                                .filter(name -> !name.isEmpty() && !name.contains("/"))
                                .toList());
    }

    @Override
    public void delete(String folder, String name) throws PlaceException {
        with(
                "delete " + name,
                s3 -> s3.deleteObject(
                        request -> request.bucket(settings.bucket()).key(key(folder, name))));
    }

    @Override
    public void sweep(String folder) throws PlaceException {
        with("sweep " + folder, s3 -> {
            s3.listMultipartUploadsPaginator(
                            request -> request.bucket(settings.bucket()).prefix(key(folder, "")))
                    .uploads()
                    .forEach(upload -> abort(s3, upload.key(), upload.uploadId()));
            return folder;
        });
    }

    private String key(String folder, String name) {
        return (settings.prefix().isEmpty() ? "" : settings.prefix() + "/") + folder + "/" + name;
    }

    private interface Work<T> {
        T done(S3Client s3) throws IOException;
    }

    private <T> T with(String what, Work<T> work) throws PlaceException {
        try (S3Client s3 = S3Clients.open(settings)) {
            return work.done(s3);
        } catch (SdkException e) {
            throw S3Clients.failure(settings, what, e);
        } catch (IOException e) {
            throw new PlaceException(
                    "place-failed",
                    "cannot " + what + " in the place " + id() + ": " + e.getMessage(),
                    "Look at the file that is copied.",
                    e);
        }
    }
}
