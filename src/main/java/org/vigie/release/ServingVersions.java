package org.vigie.release;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.release.record.VersionRecord;
import org.vigie.release.record.VersionRecords;

/** Which version of an application serves, by the record of its releases. */
@Service
public class ServingVersions {

    private final VersionRecords records;

    ServingVersions(VersionRecords records) {
        this.records = records;
    }

    /** @param since null if it is not known */
    public record Serving(String version, @Nullable Instant since) {}

    /** Empty if nothing was released by Vigie yet. */
    public Optional<Serving> of(String application) {
        return records.serving(application)
                .map(version -> new Serving(
                        version,
                        records.find(application, version)
                                .map(VersionRecord::releasedAt)
                                .orElse(null)));
    }

    /** What a rollback would bring back; empty if nothing good served before. */
    public Optional<String> before(String application) {
        return records.serving(application)
                .flatMap(
                        serving -> records.before(application, serving).stream().findFirst());
    }
}
