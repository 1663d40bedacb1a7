package org.vigie.plan.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds plan files in a folder or on the class path. */
final class PlanFolder {

    private static final Path USUAL = Path.of("plans");
    private static final String PACKAGED = "classpath:plans";
    private static final String SETTING = "vigie.plans-dir";

    private PlanFolder() {}

    /**
     * The files of the given folder; without one those of ./plans, and where that is absent the packaged ones.
     *
     * @throws PlanFaultsException when there is no file at all; a single unreadable file goes to the faults
     */
    static List<PlanFile> read(@Nullable String folder, List<PlanFault> faults) {
        if (folder != null && !folder.isBlank()) {
            return fromFolder(Path.of(folder.strip()), faults);
        }
        return Files.isDirectory(USUAL) ? fromFolder(USUAL, faults) : fromClassPath();
    }

    private static List<PlanFile> fromFolder(Path folder, List<PlanFault> faults) {
        if (!Files.isDirectory(folder)) {
            throw fault(folder.toString(), "is not a folder", "Let " + SETTING + " name a folder with plan files.");
        }
        List<Path> paths = planFiles(folder);
        if (paths.isEmpty()) {
            throw empty(folder.toString());
        }
        List<PlanFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                files.add(PlanFile.of(folder.toString(), path.getFileName().toString(), Files.readAllBytes(path)));
            } catch (IOException e) {
                faults.add(new PlanFault(
                        path.toString(), null, "cannot be read", "Let the account that runs Vigie read the file."));
            }
        }
        return files;
    }

    private static List<Path> planFiles(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> path.getFileName().toString().matches(".+\\.ya?ml"))
                    .filter(path -> !Files.isDirectory(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw fault(folder.toString(), "cannot be listed", "Let the account that runs Vigie read the folder.");
        }
    }

    static List<PlanFile> fromClassPath() {
        try {
            List<PlanFile> files = new ArrayList<>();
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(PACKAGED + "/*.yaml")) {
                files.add(PlanFile.of(
                        PACKAGED, Objects.requireNonNull(resource.getFilename()), resource.getContentAsByteArray()));
            }
            files.sort(Comparator.comparing(PlanFile::name));
            if (files.isEmpty()) {
                throw empty(PACKAGED);
            }
            return files;
        } catch (IOException e) {
            throw fault(PACKAGED, "cannot be read", "Set " + SETTING + " to a folder with plan files.");
        }
    }

    private static PlanFaultsException empty(String folder) {
        return fault(
                folder,
                "holds no plan file",
                "Put a file such as cesizen.yaml there, or set " + SETTING + " to another folder.");
    }

    private static PlanFaultsException fault(String where, String fact, String hint) {
        return new PlanFaultsException(List.of(new PlanFault(where, null, fact, hint)));
    }
}
