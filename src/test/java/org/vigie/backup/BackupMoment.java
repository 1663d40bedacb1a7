package org.vigie.backup;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Function;
import org.vigie.backup.dump.DatabaseDump;
import org.vigie.support.engine.CrashScene;
import org.vigie.support.engine.HeldProgram;
import org.vigie.support.engine.StopPoint;
import org.vigie.support.engine.WriteGate;

/** The moments of a backup at which Vigie is killed. */
enum BackupMoment {
    COMMAND_NOT_BEGUN(scene -> WriteGate.after(scene.database(), "INSERT ON operation_step", Rows.DUMP)),
    COMMAND_BEGINNING(scene -> new Held(scene.supervisor(), Held.Until.KILLED)),
    COMMAND_BEGINNING_LATE(scene -> new Held(scene.supervisor(), Held.Until.BEGUN_AGAIN)),
    COMMAND_UNDER_WAY(scene -> new Held(scene.dump(), Held.Until.RESTARTED)),
    COMMAND_ENDS_MEANWHILE(scene -> new Held(scene.dump(), Held.Until.KILLED)),

    RECORD_BEFORE(scene -> WriteGate.before(scene.database(), "UPDATE ON operation_step", Rows.DUMP)),
    RECORD_DURING(scene -> WriteGate.during(scene.database(), "UPDATE ON operation_step", Rows.DUMP)),
    RECORD_AFTER(scene -> WriteGate.after(scene.database(), "UPDATE ON operation_step", Rows.DUMP)),
    ARCHIVE_BEFORE(scene -> WriteGate.before(scene.database(), "UPDATE ON operation", Rows.DETAILS)),
    ARCHIVE_DURING(scene -> WriteGate.during(scene.database(), "UPDATE ON operation", Rows.DETAILS)),
    ARCHIVE_AFTER(scene -> WriteGate.after(scene.database(), "UPDATE ON operation", Rows.DETAILS)),

    RELEASE_BEFORE(scene -> WriteGate.before(scene.database(), "UPDATE ON target_lock", Rows.RELEASED)),
    RELEASE_DURING(scene -> WriteGate.during(scene.database(), "UPDATE ON target_lock", Rows.RELEASED)),
    RELEASE_AFTER(scene -> WriteGate.after(scene.database(), "UPDATE ON target_lock", Rows.RELEASED)),

    OUTBOX_BEFORE(scene -> WriteGate.before(scene.database(), "INSERT ON notice", "true")),
    OUTBOX_DURING(scene -> WriteGate.during(scene.database(), "INSERT ON notice", "true")),
    OUTBOX_AFTER(scene -> WriteGate.after(scene.database(), "INSERT ON notice", "true")),

    DELIVERY_NOT_BEGUN(scene -> WriteGate.after(scene.database(), "UPDATE ON notice", Rows.TAKEN)),
    DELIVERY_UNDER_WAY(Unanswered::new),
    /** Nobody can ask the mail server whether it took the first one. */
    DELIVERED_BEFORE_RECORD(scene -> WriteGate.before(scene.database(), "UPDATE ON notice", Rows.SENT)),
    DELIVERED_DURING_RECORD(scene -> WriteGate.during(scene.database(), "UPDATE ON notice", Rows.SENT)),
    DELIVERED_AFTER_RECORD(scene -> WriteGate.after(scene.database(), "UPDATE ON notice", Rows.SENT));

    private final Function<CrashScene, StopPoint> stop;

    BackupMoment(Function<CrashScene, StopPoint> stop) {
        this.stop = stop;
    }

    /** Makes the next backup get so far and no further. */
    StopPoint stop(CrashScene scene) {
        return stop.apply(scene);
    }

    /** Whether the mail comes a second time, flagged. */
    boolean repeatsTheMail() {
        return this == DELIVERED_BEFORE_RECORD || this == DELIVERED_DURING_RECORD;
    }

    private static final class Rows {
        static final String DUMP = "NEW.name = '" + DatabaseDump.STEP + "'";
        static final String DETAILS = "NEW.details ->> 'state' IS DISTINCT FROM OLD.details ->> 'state'";
        static final String RELEASED = "NEW.holder IS NULL";
        static final String TAKEN = "NEW.attempts > OLD.attempts";
        static final String SENT = "NEW.state = 'SENT'";
    }

    /** A program that does not get past its start. */
    private record Held(HeldProgram program, int before, Until until) implements StopPoint {

        enum Until {
            KILLED,
            RESTARTED,
            BEGUN_AGAIN
        }

        Held(HeldProgram program, Until until) {
            this(program, program.starts().size(), until);
            program.hold();
        }

        @Override
        public boolean isReached() {
            return program.starts().size() > before;
        }

        @Override
        public void afterTheKill() {
            if (until == Until.KILLED) {
                program.letGo();
            }
        }

        @Override
        public void afterTheRestart() {
            if (until == Until.BEGUN_AGAIN) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> program.starts().size() > before + 1);
            }
            program.letGo();
        }
    }

    /** A mail that the server has and does not answer. */
    private record Unanswered(CrashScene scene) implements StopPoint {

        Unanswered {
            scene.mails().hold();
        }

        @Override
        public boolean isReached() {
            return scene.mails().isHolding();
        }

        @Override
        public void afterTheKill() {
            scene.mails().drop();
        }
    }
}
