package org.vigie.audit.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The last sealed link, remembered outside of the database: a chain that was cut off or made anew does not reach it. */
@Component
class ChainHead {

    private final Path file;

    ChainHead(AuditChainProperties properties) {
        this.file = properties.folder().resolve("head");
    }

    record Mark(long seq, String hash) {}

    Path file() {
        return file;
    }

    void write(long seq, byte[] hash) {
        try {
            Files.createDirectories(file.getParent());
            // of its own: another Vigie may share the folder
            Path draft = Files.createTempFile(file.getParent(), "head", ".draft");
            Files.writeString(draft, seq + " " + HexFormat.of().formatHex(hash) + "\n", UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty before the first seal, or where somebody took the file away. */
    Optional<Mark> read() {
        try {
            String[] parts = Files.readString(file, UTF_8).strip().split(" ");
            return Optional.of(new Mark(Long.parseLong(parts[0]), parts[1]));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.of(new Mark(Long.MAX_VALUE, "unreadable"));
        }
    }
}
