package org.vigie.modelling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.SweepLock;

/** Tries what is saved in the folders of the models, when two looks in a row see the same: Camunda Modeler writes in between. */
@Component
@Profile("embedded")
class ModelFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolder.class);

    private final ModelProperties properties;
    private final ModelDesk desk;
    private final ModelStore store;
    private final SweepLock lock;
    private Map<String, Stamp> stamps = Map.of();
    /** Of the files whose text is settled: they are not read again. */
    private Map<String, Stamp> settledStamps = Map.of();

    private String seenOnce = "";
    private String settled = "";

    private record Stamp(long size, FileTime changed) {}

    ModelFolder(ModelProperties properties, ModelDesk desk, ModelStore store, SweepLock lock) {
        this.properties = properties;
        this.desk = desk;
        this.store = store;
        this.lock = lock;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT2S")
    void look() {
        if (!properties.watch() || !isThere()) {
            return;
        }
        try {
            Map<String, Stamp> before = stamps;
            stamps = stamps();
            if (!stamps.equals(settledStamps)) {
                lock.whenever("model-folder", () -> true, () -> lookInto(stamps.equals(before)));
            }
        } catch (IOException e) {
            LOG.warn("the folders of the models cannot be looked at: {}", e.getMessage());
        }
    }

    /** @param unchanged whether the look before saw the same files: what was written just now may be written again in the same moment */
    private void lookInto(boolean unchanged) {
        try {
            ModelSet saved = read();
            settledStamps = unchanged ? stamps : Map.of();
            String hash = saved.hash();
            if (hash.equals(settled)) {
                return;
            }
            if (!hash.equals(seenOnce)) {
                seenOnce = hash;
                settledStamps = Map.of();
                return;
            }
            // what differs at the start was not saved now: somebody may have taken it back
            boolean savedNow = !settled.isEmpty();
            settled = hash;
            tryOut(saved, savedNow);
        } catch (IOException e) {
            LOG.warn("the folders of the models cannot be read: {}", e.getMessage());
        }
    }

    private boolean isThere() {
        return Arrays.stream(ModelKind.values())
                .allMatch(kind -> Files.isDirectory(properties.folder().resolve(kind.folder())));
    }

    private ModelSet read() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path path : files()) {
            files.put(path.getFileName().toString(), new String(Files.readAllBytes(path), UTF_8));
        }
        return new ModelSet(files);
    }

    private Map<String, Stamp> stamps() throws IOException {
        Map<String, Stamp> found = new TreeMap<>();
        for (Path path : files()) {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            found.put(path.getFileName().toString(), new Stamp(attributes.size(), attributes.lastModifiedTime()));
        }
        return found;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (ModelKind kind : ModelKind.values()) {
            try (Stream<Path> all = Files.list(properties.folder().resolve(kind.folder()))) {
                all.filter(path -> ModelKind.of(path.getFileName().toString())
                                .filter(found -> found == kind)
                                .isPresent())
                        .forEach(files::add);
            }
        }
        return files;
    }

    private void tryOut(ModelSet saved, boolean savedNow) {
        ModelSet current = desk.inForce();
        Map<String, @Nullable String> changes = new HashMap<>();
        saved.differingFrom(current).forEach(file -> changes.put(file, saved.text(file)));
        if (changes.isEmpty()) {
            return;
        }
        Trial trial = tried(current, saved).orElseGet(() -> desk.tryOut(changes, AuditEntry.VIGIE));
        LOG.info(
                "{} saved: {}; look at /models",
                String.join(", ", trial.files()),
                trial.isAccepted()
                        ? "nothing stands against it"
                        : trial.report().refusals().size() + " reasons against it");
        if (trial.isAccepted() && savedNow && properties.deployOnSave()) {
            deploy(trial);
        }
    }

    private void deploy(Trial trial) {
        try {
            desk.deploy(trial.id(), AuditEntry.VIGIE);
        } catch (ConflictException e) {
            LOG.info("what was saved is deployed later: {}", e.fact());
            settled = "later";
            settledStamps = Map.of();
        } catch (HintedException e) {
            LOG.warn("what was saved is not deployed: {}", e.getMessage());
        }
    }

    private Optional<Trial> tried(ModelSet current, ModelSet saved) {
        return store.newestTrial()
                .filter(trial -> trial.baseHash().equals(current.hash())
                        && trial.changedHash().equals(saved.hash()));
    }
}
