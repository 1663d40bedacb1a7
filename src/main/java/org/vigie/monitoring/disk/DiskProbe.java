package org.vigie.monitoring.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;
import org.vigie.monitoring.check.Probe;
import org.vigie.monitoring.check.Target;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.DiskSettings;

/** Watches space and inodes where a folder of the plan is. */
@Component
class DiskProbe implements Probe {

    private static final String FULL = "full";
    private static final String STORE = "store";

    private final Inodes inodes;

    DiskProbe(Inodes inodes) {
        this.inodes = inodes;
    }

    @Override
    public String kind() {
        return "disk";
    }

    @Override
    public boolean watches(MonitorSettings monitor) {
        return monitor.disk() != null;
    }

    @Override
    public Observation probe(Target target) {
        DiskSettings disk = target.monitor().disk();
        Path path = disk.path();
        try {
            // of a link that leads nowhere, too
            FileStore store = Files.getFileStore(path.toRealPath());
            String earlier = target.remembered(STORE);
            if (!earlier.isEmpty() && !earlier.equals(store.name())) {
                return Observation.unknown(
                                "disk-missing",
                                path + " is on " + store.name() + " and was on " + earlier
                                        + ": mount it, or pause and resume the monitor")
                        .remembering(target.memory());
            }
            return judge(
                    disk,
                    Space.of(store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace()),
                    inodes.usedPercent(target),
                    store.name(),
                    target.remembered(FULL, 0) == 1);
        } catch (NoSuchFileException e) {
            return Observation.unknown("disk-missing", path + " does not exist").remembering(target.memory());
        } catch (IOException e) {
            return Observation.unknown("disk-unreadable", path + " cannot be read: " + e.getMessage())
                    .remembering(target.memory());
        }
    }

    /** It opens above one mark and closes below the other, so that a disk at the mark does not alarm again and again. */
    static Observation judge(DiskSettings disk, Space space, OptionalLong inodes, String store, boolean wasFull) {
        if (space.used() + space.available() == 0) {
            return Observation.unknown("disk-unreadable", disk.path() + " is on " + store + ", which has no size")
                    .remembering(Map.of(STORE, store, FULL, wasFull ? 1 : 0));
        }
        int mark = wasFull ? disk.below() : disk.above();
        Map<String, Object> measures = new HashMap<>();
        measures.put("usedPercent", space.usedPercent());
        measures.put("availableBytes", space.available());
        inodes.ifPresent(percent -> measures.put("inodesPercent", percent));
        boolean full = space.isAbove(mark);
        Path path = disk.path().toAbsolutePath().normalize();
        boolean noInodes = inodes.orElse(0) > mark;
        Observation seen = full
                ? Observation.down("disk-full", space.usedPercent() + " % of " + path + " are used")
                : noInodes
                        ? Observation.down(
                                "disk-full", inodes.getAsLong() + " % of the inodes of " + path + " are used")
                        : Observation.up(space.usedPercent() + " % of " + path + " are used");
        return seen.measured(measures)
                .remembering(Map.of(STORE, store, FULL, seen.state() == MonitorState.DOWN ? 1 : 0));
    }
}
