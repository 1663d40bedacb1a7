package org.vigie.release.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.vigie.engine.event.AfterStart;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.sample.SampleRepository;
import org.vigie.release.version.TagPattern;

/** The repositories that plans release from; that of the sample is made after the start, or at its first use if that comes before. */
@Component
public class Repositories {

    private static final String SOURCES = "samples/shop/";

    private final ReleaseFolders folders;
    private final Plans plans;

    Repositories(ReleaseFolders folders, Plans plans) {
        this.folders = folders;
        this.plans = plans;
    }

    /** It takes seconds, which nobody who asks for a release shall wait for. */
    @AfterStart
    void makeSamples() {
        plans.all().stream().filter(plan -> plan.release() != null).forEach(this::folder);
    }

    /** The folder of the repository of a plan. */
    public Path folder(MaintenancePlan plan) {
        String place = settings(plan).repository();
        return place.equals(ReleaseSettings.SAMPLE) ? sample(plan.application()) : Path.of(place);
    }

    /** The history; to be closed by who asks for it. */
    public ReleaseHistory open(MaintenancePlan plan) {
        return ReleaseHistory.open(folder(plan));
    }

    /** The tags of the repository of a plan. */
    public ReleaseTags tags(MaintenancePlan plan) {
        try (ReleaseHistory history = open(plan)) {
            return history.tags(new TagPattern(settings(plan).tags()));
        }
    }

    private static ReleaseSettings settings(MaintenancePlan plan) {
        return Objects.requireNonNull(plan.release());
    }

    private synchronized Path sample(String application) {
        Path repository = folders.application(application).resolve("repository");
        if (!Files.isDirectory(repository)) {
            Path draft = ReleaseFolders.make(folders.application(application)).resolve(".repository");
            Path sources = ReleaseFolders.make(folders.application(application)).resolve(".sources");
            ReleaseFolders.delete(draft);
            ReleaseFolders.delete(sources);
            copySources(sources);
            SampleRepository.make(sources, draft);
            ReleaseFolders.delete(sources);
            try {
                Files.move(draft, repository, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return repository;
    }

    private static void copySources(Path target) {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + SOURCES + "**/*.*");
            for (Resource file : files) {
                copy(file, target);
            }
            copy(new ClassPathResource(SOURCES + "VERSION"), target);
        } catch (IOException e) {
            throw new UncheckedIOException("the sources of the sample cannot be read", e);
        }
    }

    private static void copy(Resource file, Path target) throws IOException {
        String address = file.getURL().toString();
        Path copy = target.resolve(address.substring(address.lastIndexOf(SOURCES) + SOURCES.length()));
        Files.createDirectories(copy.getParent());
        try (InputStream in = file.getInputStream()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
