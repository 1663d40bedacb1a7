package org.vigie.release.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.stereotype.Component;
import org.vigie.release.record.ReleaseRun;

/** Artefacts, each kept under its hash and looked at again before it is used: what was tested is what is deployed. */
@Component
public class Artefacts {

    private final ReleaseFolders folders;

    Artefacts(ReleaseFolders folders) {
        this.folders = folders;
    }

    /** An artefact that was built. */
    public record Built(String sha256, String name) {}

    /**
     * Keeps what a build has written.
     *
     * @param output its folder, with one file in it
     * @throws ReleaseFailedException if there is none, or more than one
     */
    public Built keep(String application, Path output) {
        try (Stream<Path> files = Files.list(output)) {
            List<Path> found = files.toList();
            if (found.size() != 1 || !Files.isRegularFile(found.getFirst())) {
                throw new ReleaseFailedException(
                        "no-artefact",
                        "the build wrote " + found.size() + " files, one is expected",
                        "Let the build write one file into {output}.");
            }
            Path file = found.getFirst();
            Built built = new Built(hash(file), file.getFileName().toString());
            Path kept = folders.artefact(application, built.sha256());
            Path before = kept.resolve(built.name());
            if (!Files.isRegularFile(before) || !hash(before).equals(built.sha256())) {
                Path draft = ReleaseFolders.make(
                                folders.application(application).resolve("artefacts"))
                        .resolve("." + built.sha256());
                ReleaseFolders.delete(draft);
                Files.copy(file, ReleaseFolders.make(draft).resolve(built.name()));
                ReleaseFolders.delete(kept);
                Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            return built;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what was built in " + output, e);
        }
    }

    /** Whether the artefact of a release is there and has the hash that it was named by. */
    public boolean isSound(ReleaseRun run) {
        Path file = file(run);
        return Files.isRegularFile(file) && hash(file).equals(run.artefact());
    }

    /** @throws ReleaseFailedException if the artefact is gone or another one */
    public void requireSound(ReleaseRun run) {
        if (!isSound(run)) {
            throw new ReleaseFailedException(
                    "artefact-changed",
                    "the artefact of " + run.version() + " is gone or is not what was tested: " + file(run),
                    "Find out who changed it, then release the version again.");
        }
    }

    /** Makes the place that a deployment runs from; half of it is never seen. */
    public void place(Deployment deployment) {
        requireSound(deployment.run());
        Path place = deployment.place(folders);
        if (!deployment.environment().unpack() || Files.isDirectory(place)) {
            return;
        }
        Path slot = ReleaseFolders.make(place.getParent());
        try (Stream<Path> others = Files.list(slot)) {
            others.toList().forEach(ReleaseFolders::delete);
            Path draft = ReleaseFolders.make(slot.resolve(".draft"));
            unpack(file(deployment.run()), draft);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack into " + place, e);
        }
    }

    private Path file(ReleaseRun run) {
        return folders.artefact(run.application(), run.artefact())
                .resolve(run.fact(ReleaseRun.ARTEFACT_NAME).orElseThrow());
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new ReleaseFailedException(
                            "artefact-refused", "the artefact names a file outside of its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    private static String hash(Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
