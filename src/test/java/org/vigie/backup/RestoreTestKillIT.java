package org.vigie.backup;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.vigie.support.engine.Absence;
import org.vigie.support.engine.StopPoint;
import org.vigie.support.engine.WriteGate;

/** Vigie killed in a restore test and started again: one verdict, and nothing of the scratch server left. */
class RestoreTestKillIT extends BackupKillTest {

    RestoreTestKillIT() {
        super(Absence.FIVE_SECONDS);
    }

    @Test
    void killedWhileItRestores() throws IOException {
        String backup = request();
        isDoneOnce(backup, false);
        StopPoint restoring = new StopPoint() {
            private final int before = scene().supervisor().starts().size();

            @Override
            public boolean isReached() {
                return scene().supervisor().starts().size() > before;
            }

            @Override
            public void afterTheKill() {
                scene().supervisor().letGo();
            }
        };
        scene().supervisor().hold();
        isVerifiedOnce(backup, restoring);
    }

    @Test
    void killedBeforeAndAfterItsVerdictIsKept() throws IOException {
        String backup = request();
        isDoneOnce(backup, false);
        isVerifiedOnce(backup, WriteGate.before(scene().database(), "INSERT ON restore_test", "true"));
        isVerifiedOnce(backup, WriteGate.after(scene().database(), "INSERT ON restore_test", "true"));
    }
}
