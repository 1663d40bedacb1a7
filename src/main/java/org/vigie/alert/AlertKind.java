package org.vigie.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an alert is about; the table {@code alertRouting} says of each what becomes of it. */
public enum AlertKind {
    SITE_DOWN,
    SERVER_ERRORS,
    DATABASE_UNREACHABLE,
    DISK_FULL,
    SERVICE_DOWN,
    PERFORMANCE_DEGRADED,
    /** More requests than usual ask for what is not there. */
    FREQUENT_404,
    BACKUP_FAILED,
    /** Backups are late, not proven, not in all their places, or nobody is told of them. */
    BACKUP_WATCH,
    LOG_ERRORS,
    CERTIFICATE_EXPIRING,
    HEARTBEAT_MISSED,
    /** What would tell the state cannot be read. */
    SOURCE_UNREADABLE,
    /** Vigie itself does not reach the outside. */
    NO_CONNECTION,
    UPDATE_AVAILABLE,
    NEW_USERS,
    WEEKLY_STATISTICS,
    /** A monitor rests for longer than anybody will remember. */
    MONITOR_PAUSED,
    /** Work of Vigie itself goes on no more, and nobody is asked. */
    STANDSTILL,
    /** Nobody knows whether it is over. */
    ALERT_STALE,
    /** Another program says what it is. */
    EXTERNAL;

    /** The name in the table, in columns and in the API. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
