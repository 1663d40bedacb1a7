package org.vigie.backup.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.backup.recovery.Recoveries.Next;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.RecoverySettings;
import org.vigie.shared.SecretRef;

class RecoveriesTests {

    /** {@code yes}: somebody said so, or the plan did for what is beyond doubt. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DATABASE_MISSING      | true  | yes | false | false | GO_ON
                    DATABASE_MISSING      | true  | no  | false | false | ASK
                    EMPTIED               | true  | no  | true  | true  | ASK
                    INTACT                | true  | no  | false | false | ASK
                    INTACT                | true  | yes | false | false | GO_ON
                    SERVER_AWAY           | false | no  | false | false | WAIT
                    SERVER_AWAY           | false | yes | false | false | WAIT
                    SERVER_LOST           | false | yes | false | false | WAIT
                    SERVER_AWAY           | false | no  | true  | false | ASK
                    SERVER_AWAY           | false | yes | true  | false | SET_UP_SERVER
                    SERVER_AWAY           | false | no  | true  | true  | WAIT
                    SERVER_LOST           | false | yes | true  | true  | SET_UP_SERVER
                    SERVER_STARTING       | false | no  | true  | false | ASK
                    SERVER_STARTING       | false | yes | true  | false | WAIT
                    CONNECTIONS_EXHAUSTED | false | no  | false | true  | ASK
                    LOGIN_REFUSED         | false | no  | false | true  | ASK
                    """)
    void whatComesNext(DamageKind found, boolean usable, String yes, boolean commands, boolean automatic, Next next) {
        assertThat(Recoveries.next(
                        database(commands, automatic), new Damage(found, "found", usable), yes.equals("yes")))
                .isEqualTo(next);
    }

    private static DatabaseSettings database(boolean commands, boolean automatic) {
        RecoverySettings recovery = new RecoverySettings(
                automatic,
                null,
                null,
                "postgres",
                List.of(),
                List.of(),
                commands ? List.of(List.of("set-up-server")) : List.of(),
                PlanDuration.parse("PT1M"),
                PlanDuration.parse("PT1M"));
        return new DatabaseSettings(
                "main", "127.0.0.1", 1, "demo", "demo", SecretRef.parse("env:NOTHING"), null, recovery);
    }
}
