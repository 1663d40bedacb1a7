package org.vigie.backup.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.backup.BackupRetention;
import org.vigie.backup.BackupState;
import org.vigie.backup.BackupStates;
import org.vigie.backup.StoredBackup;
import org.vigie.backup.retention.Decision;
import org.vigie.backup.retention.Reason;

/** How the backups of an application are, and which of them stay. */
@RestController
@Tag(name = "Backups")
@RequestMapping("/api/applications/{application}/backups")
class BackupController {

    private final BackupStates states;
    private final BackupRetention retention;

    BackupController(BackupStates states, BackupRetention retention) {
        this.states = states;
        this.retention = retention;
    }

    /** What becomes of a backup. */
    record Retention(String database, String backup, Instant takenAt, boolean kept, List<Reason> reasons) {}

    /** A backup that somebody wants kept, or no longer. */
    record Pin(String backup, boolean pinned) {

        static Pin of(StoredBackup backup) {
            return new Pin(backup.id(), backup.pinned());
        }
    }

    @GetMapping("/state")
    @Operation(
            summary =
                    "Tell how the backups of each database are: the newest, the newest verified one, measured recovery")
    List<BackupState> state(@PathVariable String application) {
        return states.of(application);
    }

    /** A dry run: says for each backup why it stays or would go. */
    @GetMapping("/retention")
    @Operation(summary = "Tell of each backup why it is kept, or would go")
    List<Retention> retention(@PathVariable String application) {
        return states.of(application).stream()
                .flatMap(state -> retention.decide(application, state.database()).stream()
                        .map(decision -> shown(state.database(), decision)))
                .toList();
    }

    private static Retention shown(String database, Decision decision) {
        return new Retention(
                database, decision.backup().id(), decision.backup().takenAt(), decision.kept(), decision.reasons());
    }

    @PutMapping("/{id}/pin")
    @Operation(summary = "Keep a backup until it is let go")
    Pin pin(@PathVariable String application, @PathVariable String id) {
        return Pin.of(retention.pin(application, id, true));
    }

    @DeleteMapping("/{id}/pin")
    @Operation(summary = "Let a backup go by the rules of the plan again")
    Pin unpin(@PathVariable String application, @PathVariable String id) {
        return Pin.of(retention.pin(application, id, false));
    }
}
