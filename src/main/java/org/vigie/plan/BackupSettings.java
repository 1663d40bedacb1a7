package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.WindowSettings.Weekday;
import org.vigie.shared.SecretRef;

/**
 * How a database is backed up. The data folder always holds a copy; the places are further ones.
 *
 * @param copies how many places must hold a backup, the data folder included
 * @param mayShrinkBy by how many percent tables or rows may be fewer than in the backup before; more, and a person is asked
 * @param recoveryTime within which the database must be back (RTO)
 * @param recoveryPoint how old the newest backup may be (RPO)
 * @param daily local time at which one is taken every day; null: none is taken by itself
 * @param restoreTests how often the newest one is restored and compared by itself; null: never
 * @param exercise when the one that is to fail is held, once a quarter
 * @param keep which ones stay
 * @param deadline after which a dump or a restore is ended
 * @param smokeQueries what must give an answer after a restore
 * @param folders further folders
 * @param sftp servers with SFTP
 * @param s3 stores with the interface of S3
 * @param versionAt where the application says its version, as {@code version} in a JSON object; null: it is not asked
 * @param withDataFolder whether Vigie's data folder belongs to it: for Vigie's own database
 */
public record BackupSettings(
        int copies,
        int mayShrinkBy,
        PlanDuration recoveryTime,
        PlanDuration recoveryPoint,
        @Nullable LocalTime daily,
        @Nullable Frequency restoreTests,
        Exercise exercise,
        Keep keep,
        PlanDuration deadline,
        List<SmokeQuery> smokeQueries,
        List<FolderSettings> folders,
        List<SftpSettings> sftp,
        List<S3Settings> s3,
        @Nullable URI versionAt,
        boolean withDataFolder) {

    /** What holds where a plan says nothing. */
    public static final BackupSettings DEFAULT =
            of(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /**
     * A query whose answer tells whether the application could work on what was restored.
     *
     * @param name for people
     * @param sql one SELECT; its first row's first column is the answer
     * @param atLeast the least number that is a good answer; null: any answer other than none, NULL, false
     */
    public record SmokeQuery(
            String name, String sql, @Nullable Long atLeast) {}

    /**
     * A folder, such as a mounted disk.
     *
     * @param id short name, unique among the places
     * @param path of the folder
     */
    public record FolderSettings(String id, String path) {}

    /**
     * A server with SFTP.
     *
     * @param id short name, unique among the places
     * @param hostKey the server's public key as in known_hosts, without the name: {@code ssh-ed25519 AAAA...}
     * @param passwordFrom where the password is; null: a key is used
     * @param keyFrom where the private key of the account is; null: a password is used
     * @param folder on the server; copies are in folders below it
     */
    public record SftpSettings(
            String id,
            String host,
            int port,
            String user,
            String hostKey,
            @Nullable SecretRef passwordFrom,
            @Nullable SecretRef keyFrom,
            String folder) {

        private static final int USUAL_PORT = 22;

        public SftpSettings {
            port = port == 0 ? USUAL_PORT : port;
        }
    }

    /**
     * A bucket of a store with the interface of S3.
     *
     * @param id short name, unique among the places
     * @param endpoint address of the store
     * @param prefix start of the keys, without a slash at its end; may be empty
     * @param checksums whether requests carry checksums always or only where the interface demands them: older stores refuse them
     */
    public record S3Settings(
            String id,
            URI endpoint,
            String region,
            String bucket,
            String prefix,
            SecretRef accessKeyFrom,
            SecretRef secretKeyFrom,
            Checksums checksums) {

        public S3Settings {
            region = Objects.requireNonNullElse(region, "us-east-1");
            prefix = Objects.requireNonNullElse(prefix, "");
            checksums = Objects.requireNonNullElse(checksums, Checksums.WHEN_SUPPORTED);
        }
    }

    /** When requests to a store carry checksums. */
    public enum Checksums {
        @JsonProperty("when-supported")
        WHEN_SUPPORTED,
        @JsonProperty("when-required")
        WHEN_REQUIRED
    }

    /** How often something is done by itself. */
    public enum Frequency {
        @JsonProperty("daily")
        DAILY,
        @JsonProperty("monthly")
        MONTHLY,
        @JsonProperty("quarterly")
        QUARTERLY
    }

    /**
     * When the restore test that is to fail is held, so that it is known that somebody would hear of one that fails.
     *
     * @param day of the quarter from which on it is
     * @param from local time from which on somebody is there
     * @param until local time from which on it is not begun any more
     * @param days of the week; none: it is never held
     * @param settled how long after the installation the first one is, at the earliest
     */
    public record Exercise(int day, LocalTime from, LocalTime until, List<Weekday> days, PlanDuration settled) {

        private static final List<Weekday> WORKING_DAYS =
                List.of(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY);

        static final Exercise DEFAULT = of(null, null, null, null, null);

        public Exercise {
            days = List.copyOf(days);
        }

        /** Whether it is held now, if it was not yet held in the quarter. */
        public boolean isTime(ZonedDateTime now) {
            LocalTime time = now.toLocalTime();
            return now.get(IsoFields.DAY_OF_QUARTER) >= day
                    && days.contains(Weekday.valueOf(now.getDayOfWeek().name()))
                    && !time.isBefore(from)
                    && time.isBefore(until);
        }

        @JsonCreator
        static Exercise of(
                @JsonProperty("day") @Nullable Integer day,
                @JsonProperty("from") @Nullable String from,
                @JsonProperty("until") @Nullable String until,
                @JsonProperty("days") @Nullable List<Weekday> days,
                @JsonProperty("settled") @Nullable PlanDuration settled) {
            return new Exercise(
                    Objects.requireNonNullElse(day, 41),
                    LocalTime.parse(Objects.requireNonNullElse(from, "10:00")),
                    LocalTime.parse(Objects.requireNonNullElse(until, "16:00")),
                    Objects.requireNonNullElse(days, WORKING_DAYS),
                    Objects.requireNonNullElseGet(settled, () -> PlanDuration.parse("P30D")));
        }
    }

    /**
     * How many backups stay, by layer.
     *
     * @param preDeployment of those taken before a deployment
     * @param verified how many verified ones stay at least
     */
    public record Keep(int daily, int weekly, int monthly, int yearly, int preDeployment, int verified) {

        static final Keep DEFAULT = of(null, null, null, null, null, null);

        @JsonCreator
        static Keep of(
                @JsonProperty("daily") @Nullable Integer daily,
                @JsonProperty("weekly") @Nullable Integer weekly,
                @JsonProperty("monthly") @Nullable Integer monthly,
                @JsonProperty("yearly") @Nullable Integer yearly,
                @JsonProperty("preDeployment") @Nullable Integer preDeployment,
                @JsonProperty("verified") @Nullable Integer verified) {
            return new Keep(
                    Objects.requireNonNullElse(daily, 7),
                    Objects.requireNonNullElse(weekly, 4),
                    Objects.requireNonNullElse(monthly, 12),
                    Objects.requireNonNullElse(yearly, 2),
                    Objects.requireNonNullElse(preDeployment, 5),
                    Objects.requireNonNullElse(verified, 2));
        }
    }

    public BackupSettings {
        smokeQueries = List.copyOf(smokeQueries);
        folders = List.copyOf(folders);
        sftp = List.copyOf(sftp);
        s3 = List.copyOf(s3);
    }

    @JsonCreator
    static BackupSettings of(
            @JsonProperty("copies") @Nullable Integer copies,
            @JsonProperty("mayShrinkBy") @Nullable Integer mayShrinkBy,
            @JsonProperty("recoveryTime") @Nullable PlanDuration recoveryTime,
            @JsonProperty("recoveryPoint") @Nullable PlanDuration recoveryPoint,
            @JsonProperty("daily") @Nullable String daily,
            @JsonProperty("restoreTests") @Nullable Frequency restoreTests,
            @JsonProperty("exercise") @Nullable Exercise exercise,
            @JsonProperty("keep") @Nullable Keep keep,
            @JsonProperty("deadline") @Nullable PlanDuration deadline,
            @JsonProperty("smokeQueries") @Nullable List<SmokeQuery> smokeQueries,
            @JsonProperty("folders") @Nullable List<FolderSettings> folders,
            @JsonProperty("sftp") @Nullable List<SftpSettings> sftp,
            @JsonProperty("s3") @Nullable List<S3Settings> s3,
            @JsonProperty("versionAt") @Nullable URI versionAt,
            @JsonProperty("withDataFolder") @Nullable Boolean withDataFolder) {
        return new BackupSettings(
                Objects.requireNonNullElse(copies, 1),
                Objects.requireNonNullElse(mayShrinkBy, 20),
                Objects.requireNonNullElseGet(recoveryTime, () -> PlanDuration.parse("PT4H")),
                Objects.requireNonNullElseGet(recoveryPoint, () -> PlanDuration.parse("PT24H")),
                daily == null ? null : LocalTime.parse(daily),
                restoreTests,
                Objects.requireNonNullElse(exercise, Exercise.DEFAULT),
                Objects.requireNonNullElse(keep, Keep.DEFAULT),
                Objects.requireNonNullElseGet(deadline, () -> PlanDuration.parse("PT6H")),
                Objects.requireNonNullElse(smokeQueries, List.of()),
                Objects.requireNonNullElse(folders, List.of()),
                Objects.requireNonNullElse(sftp, List.of()),
                Objects.requireNonNullElse(s3, List.of()),
                versionAt,
                Objects.requireNonNullElse(withDataFolder, false));
    }

    /** How many places there are, the data folder included. */
    public int places() {
        return 1 + folders.size() + sftp.size() + s3.size();
    }

    /** The same with another limit of time for dumps and restores. */
    BackupSettings withDeadline(PlanDuration other) {
        return new BackupSettings(
                copies,
                mayShrinkBy,
                recoveryTime,
                recoveryPoint,
                daily,
                restoreTests,
                exercise,
                keep,
                other,
                smokeQueries,
                folders,
                sftp,
                s3,
                versionAt,
                withDataFolder);
    }
}
