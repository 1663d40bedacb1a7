package org.vigie.release.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.record.VersionRecord;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.record.VersionState;
import org.vigie.release.version.Version;
import org.vigie.shared.NotFoundException;

/** All versions of an application: those of its tags and those that Vigie remembers. */
@Service
public class VersionList {

    private final Plans plans;
    private final Repositories repositories;
    private final VersionRecords records;

    VersionList(Plans plans, Repositories repositories, VersionRecords records) {
        this.plans = plans;
        this.repositories = repositories;
        this.records = records;
    }

    /**
     * Newest version first.
     *
     * @throws NotFoundException if there is no such application
     */
    public List<VersionRecord> of(String application) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
        ReleaseKind.requireReleases(plan);
        Map<String, VersionRecord> all = new LinkedHashMap<>();
        repositories.tags(plan).releases().forEach(tag -> {
            String version = tag.version().toString();
            all.put(version, new VersionRecord(version, VersionState.CANDIDATE, null, null));
        });
        records.all(application).forEach(known -> all.put(known.version(), known));
        List<VersionRecord> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing(
                        (VersionRecord known) -> Version.parse(known.version()).orElseThrow())
                .reversed());
        return sorted;
    }
}
