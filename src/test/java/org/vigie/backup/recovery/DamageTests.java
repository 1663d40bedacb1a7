package org.vigie.backup.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamageTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3D000 | database "demo" does not exist                                                | DATABASE_MISSING      | true
                    58P01 | could not open file "global/pg_filenode.map": No such file or directory       | FILES_DAMAGED         | true
                    58030 | could not read file "base/16385/2619": Input/output error                     | FILES_DAMAGED         | true
                    XX001 | invalid page in block 0 of relation base/16385/16387                          | FILES_DAMAGED         | true
                    XX002 | index "book_pkey" contains unexpected zero page at block 0                    | FILES_DAMAGED         | true
                    22023 | "base/16385" is not a valid data directory                                    | FILES_DAMAGED         | true
                    XX000 | missing chunk number 0 for toast value 16400 in pg_toast_16387                | FILES_DAMAGED         | true
                    XX000 | cache lookup failed for relation 16387                                        | UNCLEAR               | false
                    22023 | parameter "search_path" cannot be changed                                     | UNCLEAR               | false
                    53300 | sorry, too many clients already                                               | CONNECTIONS_EXHAUSTED | false
                    57P03 | the database system is starting up                                            | SERVER_STARTING       | false
                    57P01 | terminating connection due to administrator command                           | SERVER_STARTING       | false
                    28P01 | password authentication failed for user "demo"                                | LOGIN_REFUSED         | false
                    28000 | no pg_hba.conf entry for host "10.0.0.1", user "demo"                         | LOGIN_REFUSED         | false
                    42501 | permission denied for database "demo"                                         | LOGIN_REFUSED         | false
                    08001 | Connection to 127.0.0.1:5433 refused                                          | SERVER_AWAY           | false
                    08006 | An I/O error occurred while sending to the backend                            | SERVER_AWAY           | false
                    55000 | database "demo" is not currently accepting connections                        | UNCLEAR               | false
                    53100 | could not extend file: No space left on device                                | UNCLEAR               | false
                    """)
    void whatTheServerAnswersSaysWhetherDataIsLost(String state, String message, DamageKind kind, boolean loss) {
        Damage damage = Damage.of(new SQLException(message, state));
        assertThat(damage.kind()).isEqualTo(kind);
        assertThat(damage.kind().isLoss()).isEqualTo(loss);
        assertThat(damage.sentence()).isEqualTo(message);
    }

    @Test
    void anErrorWithoutACodeProvesNothing() {
        assertThat(Damage.of(new SQLException("no password was given")).kind().isLoss())
                .isFalse();
    }

    @Test
    void theSentenceIsOneLine() {
        assertThat(Damage.of(new SQLException(
                                "FATAL: database \"demo\" does not exist\n  Detail: it is gone\n", "3D000"))
                        .sentence())
                .isEqualTo("FATAL: database \"demo\" does not exist Detail: it is gone");
    }
}
