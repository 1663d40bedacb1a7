package org.vigie.platform.artifact;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * Finds artifacts in the local Maven repository, else downloads them as Maven would: with the mirrors, proxies and
 * credentials of the user's settings, refusing what does not match its checksum.
 */
final class MavenArtifacts {

    private final @Nullable Path localRepository;
    private final ContextOverrides overrides;
    private final Consumer<String> progress;

    /** With the user's settings; the local repository is null for the one they name. */
    MavenArtifacts(@Nullable Path localRepository, Consumer<String> progress) {
        this(ContextOverrides.create().withUserSettings(true), localRepository, progress);
    }

    MavenArtifacts(ContextOverrides.Builder settings, @Nullable Path localRepository, Consumer<String> progress) {
        this.localRepository = localRepository;
        this.overrides = settings.withLocalRepositoryOverride(localRepository)
                .checksumPolicy(ContextOverrides.ChecksumPolicy.FAIL)
                .transferListener(new DownloadProgress(progress, System::nanoTime))
                .build();
        this.progress = progress;
    }

    /** The file of one artifact, {@code group:artifact:extension:version}. */
    Path file(String coordinates) {
        Path usual = usualPlace(new DefaultArtifact(coordinates));
        if (Files.isRegularFile(usual)) {
            return usual; // building a resolver takes seconds, on the way to the largest download of all
        }
        return resolve(coordinates, (context, session) -> List.of(artifact(context, session, coordinates)))
                .getFirst();
    }

    private Path usualPlace(Artifact artifact) {
        Path repository = localRepository != null
                ? localRepository
                : Path.of(System.getProperty("user.home"), ".m2", "repository");
        return repository
                .resolve(artifact.getGroupId().replace('.', '/'))
                .resolve(artifact.getArtifactId())
                .resolve(artifact.getVersion())
                .resolve(artifact.getArtifactId() + "-" + artifact.getVersion() + "." + artifact.getExtension());
    }

    /** The file of an artifact and those of all it needs at run time, in class path order. */
    List<Path> classPath(String coordinates) {
        return resolve(coordinates, (context, session) -> dependencies(context, session, coordinates));
    }

    private List<Path> resolve(String coordinates, Resolution resolution) {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            try {
                return resolution.resolve(context, cachedOnly(context));
            } catch (ArtifactResolutionException | DependencyResolutionException notCached) {
                progress.accept("fetching " + coordinates + " from "
                        + context.remoteRepositories().getFirst().getUrl());
            }
            try {
                return resolution.resolve(context, online(context));
            } catch (ArtifactResolutionException | DependencyResolutionException e) {
                throw unavailable(coordinates, context, e);
            }
        }
    }

    /** Takes what lies in the local repository, whichever remote repository it once came from. */
    private static RepositorySystemSession cachedOnly(Context context) {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        LocalRepository plain = new LocalRepository(session.getLocalRepository().getBasedir(), "simple");
        session.setLocalRepositoryManager(context.repositorySystem().newLocalRepositoryManager(session, plain));
        return session.setOffline(true);
    }

    /** Asks again for what was missing the last time: the network may be back. */
    private static RepositorySystemSession online(Context context) {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        return session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
    }

    private static Path artifact(Context context, RepositorySystemSession session, String coordinates)
            throws ArtifactResolutionException {
        ArtifactRequest request =
                new ArtifactRequest(new DefaultArtifact(coordinates), context.remoteRepositories(), null);
        return path(context.repositorySystem().resolveArtifact(session, request).getArtifact());
    }

    private static List<Path> dependencies(Context context, RepositorySystemSession session, String coordinates)
            throws DependencyResolutionException {
        RepositorySystem system = context.repositorySystem();
        Dependency root = new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME);
        CollectRequest collect = new CollectRequest(root, context.remoteRepositories());
        return system.resolveDependencies(session, new DependencyRequest(collect, null)).getArtifactResults().stream()
                .map(result -> path(result.getArtifact()))
                .toList();
    }

    private static Path path(Artifact artifact) {
        return artifact.getFile().toPath().toAbsolutePath();
    }

    private static HintedException unavailable(String coordinates, Context context, Exception cause) {
        return new HintedException(
                "%s is neither in the local Maven repository %s nor could it be downloaded: %s"
                        .formatted(
                                coordinates,
                                context.repositorySystemSession()
                                        .getLocalRepository()
                                        .getBasedir(),
                                cause.getMessage()),
                "Connect to the network for the first start, or name a mirror or proxy in ~/.m2/settings.xml.",
                cause);
    }

    private interface Resolution {
        List<Path> resolve(Context context, RepositorySystemSession session)
                throws ArtifactResolutionException, DependencyResolutionException;
    }
}
