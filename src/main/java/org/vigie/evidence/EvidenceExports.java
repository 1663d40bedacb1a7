package org.vigie.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditRows;
import org.vigie.audit.AuditTrail;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/** Makes exports: everything of one moment, with a manifest whose hash stands in the audit trail. */
@Service
public class EvidenceExports {

    /** The subject of the entries about exports. */
    public static final String SUBJECT = "evidence";

    private static final String README = "README.txt";
    private static final int LONGEST_SECONDS = 600;

    private final EvidenceRows rows;
    private final AuditRows trail;
    private final AuditTrail audit;
    private final Plans plans;
    private final TransactionTemplate oneMoment;
    private final Clock clock;
    private final Path folder;

    EvidenceExports(
            EvidenceRows rows,
            AuditRows trail,
            AuditTrail audit,
            Plans plans,
            PlatformTransactionManager transactions,
            EvidenceProperties properties,
            Clock clock) {
        this.rows = rows;
        this.trail = trail;
        this.audit = audit;
        this.plans = plans;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setTimeout(LONGEST_SECONDS);
        this.clock = clock;
        this.folder = properties.dataDir().resolve("evidence");
    }

    /**
     * An export.
     *
     * @param content to be closed, which removes what is left of it on disk
     * @param manifestHash SHA-256 of the manifest, hexadecimal
     */
    public record Export(InputStream content, long size, String manifestHash) {}

    /**
     * Makes an export of a period.
     *
     * @param application null: of all; the audit trail is always whole, for a part of it proves nothing
     * @param account who asks for it
     * @throws NotFoundException if there is no such application
     */
    public Export export(Period period, @Nullable String application, String account) {
        if (application != null && plans.find(application).isEmpty()) {
            throw new NotFoundException(
                    "there is no application " + application, "Applications have a plan file each.");
        }
        Path file = temporary();
        try {
            String hash =
                    Objects.requireNonNull(oneMoment.execute(status -> write(file, period, application, account)));
            Map<String, String> details = new LinkedHashMap<>();
            details.put("from", period.from().toString());
            details.put("to", period.until().toString());
            details.put("application", application == null ? "all" : application);
            details.put("manifest", hash);
            audit.add(new AuditEntry(SUBJECT, clock.instant(), account, "evidence exported", details));
            // it is gone from its folder as soon as it is open
            long size = Files.size(file);
            return new Export(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), size, hash);
        } catch (IOException e) {
            delete(file);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Path file, Period period, @Nullable String application, String account) {
        Instant now = clock.instant();
        try (OutputStream target = Files.newOutputStream(file);
                EvidenceArchive archive = new EvidenceArchive(target, now)) {
            archive.add(README, readme(period, application, account, now));
            for (EvidencePart part : EvidencePart.values()) {
                try (Stream<String> lines = rows.of(part, period, application)) {
                    archive.addLines(part.file(), lines.iterator());
                }
            }
            add(archive, "audit/entries.jsonl", AuditRows.Kind.ENTRIES, period);
            add(archive, "audit/waiting.jsonl", AuditRows.Kind.WAITING, period);
            add(archive, "audit/links.jsonl", AuditRows.Kind.LINKS, period);
            add(archive, "audit/seals.jsonl", AuditRows.Kind.SEALS, period);
            try (Stream<String> lines = trail.of(AuditRows.Kind.SENTENCES, period.from(), period.until())) {
                Iterator<String> sentences = Stream.concat(Stream.of("at,actor,action,subject"), lines)
                        .iterator();
                archive.addLines("audit/who-did-what.csv", sentences);
            }
            return archive.seal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(EvidenceArchive archive, String file, AuditRows.Kind kind, Period period) throws IOException {
        try (Stream<String> lines = trail.of(kind, period.from(), period.until())) {
            archive.addLines(file, lines.iterator());
        }
    }

    private static String readme(Period period, @Nullable String application, String account, Instant now)
            throws IOException {
        try (InputStream text =
                Objects.requireNonNull(EvidenceExports.class.getResourceAsStream("/evidence/" + README), README)) {
            return new String(text.readAllBytes(), UTF_8)
                    .replace("{{from}}", period.from().toString())
                    .replace("{{until}}", period.until().toString())
                    .replace("{{application}}", application == null ? "all / toutes" : application)
                    .replace("{{made}}", now.toString())
                    .replace("{{account}}", account);
        }
    }

    private Path temporary() {
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(folder, "export", ".zip");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
