package org.vigie.preventive.work;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupState;
import org.vigie.backup.BackupStates;
import org.vigie.engine.job.Heartbeat;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** Whether every database has a backup that is young enough and whole in each of its places, and when one was restored last. */
@Component
class BackupsWork implements PreventiveWork {

    private final BackupStates states;

    BackupsWork(BackupStates states) {
        this.states = states;
    }

    @Override
    public String id() {
        return "backups";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        List<BackupState> all = states.of(order.plan().application()).stream()
                .filter(BackupState::configured)
                .toList();
        if (all.isEmpty()) {
            return WorkResult.notSetUp(order.say(
                    "No database of the plan is configured here.", "Aucune base du plan n’est configurée ici."));
        }
        List<String> lines = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (BackupState state : all) {
            lines.add(line(state));
            boolean whole = state.copies().stream().allMatch(copy -> copy.cause() == null);
            if (!state.withinRecoveryPoint() || !whole) {
                bad.add(state.database());
            }
        }
        return bad.isEmpty()
                ? WorkResult.done(
                        order.say(
                                "Every database has a backup that is young enough.",
                                "Chaque base a une sauvegarde assez récente."),
                        lines)
                : WorkResult.failed(
                        order.say(
                                "No backup that counts: " + String.join(", ", bad) + ".",
                                "Pas de sauvegarde valable : " + String.join(", ", bad) + "."),
                        lines);
    }

    private static String line(BackupState state) {
        StringBuilder line = new StringBuilder(state.database() + ": ");
        line.append(state.newest() == null ? "-" : state.newest() + ", " + hours(state.ageSeconds()));
        line.append("; verified: ")
                .append(state.verified() == null ? "-" : state.verified() + ", " + hours(state.verifiedAgeSeconds()));
        state.copies()
                .forEach(copy -> line.append("; ")
                        .append(copy.place())
                        .append(copy.cause() == null ? " ok" : " " + copy.cause()));
        return line.toString();
    }

    private static String hours(@Nullable Double seconds) {
        return seconds == null ? "-" : Math.round(seconds / 3600) + " h";
    }
}
