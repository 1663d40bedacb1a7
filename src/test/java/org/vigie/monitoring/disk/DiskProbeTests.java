package org.vigie.monitoring.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;
import org.vigie.plan.MonitorSettings.DiskSettings;

/** C20. */
class DiskProbeTests {

    private static final DiskSettings DISK = new DiskSettings(Path.of("/srv"), 90, 85);

    @Test
    void aDiskWhoseReserveIsLeftIsFull() {
        // 5 % are reserved for root: used is 95 % of all, and nothing is left for the application
        Space space = Space.of(1000, 50, 0);
        assertThat(space.usedPercent()).isEqualTo(100);
        assertThat(judge(space, OptionalLong.empty(), false).cause()).isEqualTo("disk-full");
    }

    @Test
    void inodesCountAsSpaceDoes() {
        Observation seen = judge(Space.of(1000, 600, 600), OptionalLong.of(100), false);
        assertThat(seen.cause()).isEqualTo("disk-full");
        assertThat(seen.text()).contains("inodes");
    }

    @Test
    void opensAboveOneMarkAndClosesBelowTheOther() {
        assertThat(judge(used(90), OptionalLong.empty(), false).state()).isEqualTo(MonitorState.UP);
        assertThat(judge(used(91), OptionalLong.empty(), false).state()).isEqualTo(MonitorState.DOWN);
        assertThat(judge(used(88), OptionalLong.empty(), true).state()).isEqualTo(MonitorState.DOWN);
        assertThat(judge(used(85), OptionalLong.empty(), true).state()).isEqualTo(MonitorState.UP);
    }

    @Test
    void readsWhatDfTells() {
        assertThat(Inodes.parse(List.of(
                        "Filesystem      Inodes  IUsed   IFree IUse% Mounted on",
                        "/dev/sda1      6553600 655360 5898240   10% /srv/my folder")))
                .hasValue(10);
        assertThat(Inodes.parse(List.of("tmpfs 0 0 0 - /x")))
                .as("a disk without inodes")
                .isEmpty();
        assertThat(Inodes.parse(List.of())).isEmpty();
    }

    @Test
    void whatHasNoSizeIsNotGreen() {
        assertThat(judge(Space.of(0, 0, 0), OptionalLong.empty(), false).state())
                .isEqualTo(MonitorState.UNKNOWN);
    }

    @Test
    void aLargeDiskIsMeasuredToo() {
        long petabytes = 80L << 50;
        assertThat(judge(Space.of(petabytes, petabytes / 20, petabytes / 20), OptionalLong.empty(), false)
                        .cause())
                .isEqualTo("disk-full");
    }

    private static Space used(int percent) {
        return Space.of(100, 100 - percent, 100 - percent);
    }

    private static Observation judge(Space space, OptionalLong inodes, boolean wasFull) {
        return DiskProbe.judge(DISK, space, inodes, "/dev/sda1", wasFull);
    }
}
