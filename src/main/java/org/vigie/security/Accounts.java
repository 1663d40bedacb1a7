package org.vigie.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretFile;

/** The accounts of the HTTP interface: one per role, with a password that is given or made at the first start. */
@Component
class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    /** An account with its password in clear, held in memory only. */
    record Account(String name, Role role, String password) {

        @Override
        public String toString() {
            return name + " (" + role + ")";
        }
    }

    private final List<Account> all;

    Accounts(AccountProperties properties) {
        Path folder = properties.dataDir().resolve("accounts");
        this.all = List.of(
                account("operator", Role.OPERATOR, properties.operatorPassword(), folder),
                account("auditor", Role.AUDITOR, properties.auditorPassword(), folder),
                account("process-owner", Role.PROCESS_OWNER, properties.processOwnerPassword(), folder));
    }

    List<Account> all() {
        return all;
    }

    private static Account account(String name, Role role, @Nullable String given, Path folder) {
        if (given != null && !given.isBlank()) {
            return new Account(name, role, given);
        }
        Path file = folder.resolve(name + ".password");
        try {
            String password = new SecretFile(file).readOrMake();
            LOG.info("account {}: password in {}", name, file);
            return new Account(name, role, password);
        } catch (IOException e) {
            throw new HintedException(
                    "cannot keep the password of account " + name + " in " + file,
                    "Make the folder writable or set VIGIE_"
                            + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PASSWORD.",
                    e);
        }
    }
}
