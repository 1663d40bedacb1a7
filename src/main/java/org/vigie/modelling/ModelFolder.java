package org.vigie.modelling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;

/** Tries what is saved in the folders of the models, when two looks in a row see the same: Camunda Modeler writes in between. */
@Component
@Profile("embedded")
class ModelFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolder.class);

    private final ModelProperties properties;
    private final ModelDesk desk;
    private final ModelStore store;
    private String seenOnce = "";
    private String settled = "";

    ModelFolder(ModelProperties properties, ModelDesk desk, ModelStore store) {
        this.properties = properties;
        this.desk = desk;
        this.store = store;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT2S")
    @SchedulerLock(name = "model-folder")
    void look() {
        if (!properties.watch() || !isThere()) {
            return;
        }
        try {
            ModelSet saved = read();
            String hash = saved.hash();
            if (hash.equals(settled)) {
                return;
            }
            if (!hash.equals(seenOnce)) {
                seenOnce = hash;
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
        for (ModelKind kind : ModelKind.values()) {
            try (Stream<Path> all = Files.list(properties.folder().resolve(kind.folder()))) {
                for (Path path : all.toList()) {
                    String name = path.getFileName().toString();
                    if (ModelKind.of(name).filter(found -> found == kind).isPresent()) {
                        files.put(name, new String(Files.readAllBytes(path), UTF_8));
                    }
                }
            }
        }
        return new ModelSet(files);
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
