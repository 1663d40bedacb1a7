package org.vigie.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTests {

    @TempDir
    Path data;

    @Test
    void makesAPasswordOnceAndKeepsItForItsOwnerOnly() throws Exception {
        Accounts.Account first = new Accounts(new AccountProperties(data, null, null, null))
                .all()
                .getFirst();
        Accounts.Account second = new Accounts(new AccountProperties(data, null, null, null))
                .all()
                .getFirst();
        Path file = data.resolve("accounts/operator.password");
        assertThat(first.password()).hasSizeGreaterThanOrEqualTo(24).isEqualTo(second.password());
        assertThat(Files.readString(file).strip()).isEqualTo(first.password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void takesTheGivenPasswordAndWritesNothing() {
        Accounts accounts = new Accounts(new AccountProperties(data, "given", "too", "three"));
        assertThat(accounts.all()).extracting(Accounts.Account::password).containsExactly("given", "too", "three");
        assertThat(data.resolve("accounts")).doesNotExist();
    }

    @Test
    void doesNotShowPasswordsInText() {
        Accounts accounts = new Accounts(new AccountProperties(data, "given", "too", "three"));
        assertThat(accounts.all().toString()).doesNotContain("given").doesNotContain("too");
    }
}
