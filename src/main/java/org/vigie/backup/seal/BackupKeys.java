package org.vigie.backup.seal;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.vigie.shared.HintedException;

/**
 * Whom backups are encrypted for: Vigie, and somebody whose key is kept offline. The keys are age identities in
 * {@code <data-dir>/backup-keys}, as {@code age-keygen} writes them; what is missing is made when it is first needed.
 * Thread-safe.
 */
@Component
public class BackupKeys {

    private static final Logger LOG = LoggerFactory.getLogger(BackupKeys.class);
    private static final String VIGIE = "vigie";
    private static final String OFFLINE = "offline";
    private static final String IDENTITY = ".agekey";
    private static final String RECIPIENT = ".agepub";

    private final Path folder;
    private final String offlineRecipient;
    private final SingletonSupplier<List<String>> recipients = SingletonSupplier.of(this::readRecipients);

    BackupKeys(
            @Value("${vigie.data-dir:./data}") Path dataDir,
            @Value("${vigie.backup.offline-recipient:}") String offlineRecipient) {
        this.folder = dataDir.toAbsolutePath().normalize().resolve("backup-keys");
        this.offlineRecipient = offlineRecipient.strip();
    }

    /** The public keys ({@code age1...}) that new backups are encrypted for: Vigie's, then the offline one. */
    public List<String> recipients() {
        return recipients.obtain();
    }

    /** Writers for both recipients. */
    public List<RecipientStanzaWriter> writers() {
        return recipients().stream().map(BackupKeys::writer).toList();
    }

    /**
     * Readers for Vigie's keys: that of new backups and those of earlier ones ({@code vigie*.agekey}).
     *
     * @throws BrokenSealException if there is none
     */
    public List<RecipientStanzaReader> readers() throws BrokenSealException {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        for (Path file : PrivateFiles.list(folder, VIGIE, IDENTITY)) {
            for (String identity : identities(file)) {
                readers.add(reader(identity, file));
            }
        }
        if (readers.isEmpty()) {
            throw new BrokenSealException("key-unusable", "there is no key in " + folder, null);
        }
        return readers;
    }

    /** The offline key, while it still lies in the data folder, where it protects nobody from the loss of that folder. */
    public Optional<Path> offlineKeyHere() {
        return Optional.of(folder.resolve(OFFLINE + IDENTITY)).filter(Files::exists);
    }

    private synchronized List<String> readRecipients() {
        try {
            String own = recipient(VIGIE);
            String offline = offlineRecipient.isEmpty() ? recipient(OFFLINE) : offlineRecipient;
            writer(offline);
            offlineKeyHere()
                    .ifPresent(key -> LOG.warn(
                            "the offline key of backups is still here: move {} to a safe place outside this machine",
                            key));
            return List.of(own, offline);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the keys of backups in " + folder, e);
        }
    }

    /** Makes the key if neither it nor its public half is there. */
    private String recipient(String name) throws IOException {
        Path file = folder.resolve(name + RECIPIENT);
        if (!Files.exists(file)) {
            KeyPair pair = newPair();
            // the private half first: a public one without it would make backups that nobody opens
            PrivateFiles.create(folder.resolve(name + IDENTITY), pair.getPrivate() + "\n");
            PrivateFiles.create(file, pair.getPublic() + "\n");
        }
        return Files.readString(file).strip();
    }

    private static KeyPair newPair() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> identities(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key " + file, e);
        }
    }

    private static RecipientStanzaReader reader(String identity, Path file) throws BrokenSealException {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // without the cause, which may repeat the key
            throw new BrokenSealException("key-unusable", "no key of age is in " + file, null);
        }
    }

    private static RecipientStanzaWriter writer(String recipient) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new HintedException(
                    "not a public key of age: " + recipient,
                    "Set vigie.backup.offline-recipient to what age-keygen prints, age1...",
                    e);
        }
    }
}
