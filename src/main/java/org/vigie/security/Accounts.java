package org.vigie.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;

/** The accounts of the HTTP interface: one per role, with a password that is given or made at the first start. */
@Component
class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

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
                account("auditor", Role.AUDITOR, properties.auditorPassword(), folder));
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
            if (Files.exists(file)) {
                LOG.info("account {}: password in {}", name, file);
                return new Account(name, role, Files.readString(file, UTF_8).strip());
            }
            String made = random();
            keep(folder, file, made);
            // printed once, as the only way for a newcomer to learn it without opening the file
            LOG.info("account {}: password {} (kept in {})", name, made, file);
            return new Account(name, role, made);
        } catch (IOException e) {
            throw new HintedException(
                    "cannot keep the password of account " + name + " in " + file,
                    "Make the folder writable or set VIGIE_" + name.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD.",
                    e);
        }
    }

    private static void keep(Path folder, Path file, String password) throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.exists(folder)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, password + "\n", UTF_8);
    }

    private static String random() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
