package org.vigie.backup.scratch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a scratch server is set up. It keeps what it says it has kept, or its times would promise too much; it writes no log for standbys,
 * which nobody reads; and it starts nothing by itself.
 */
final class ScratchSettings {

    /** How many sessions work on it at once: the server is on this machine and for this alone. */
    static final int SESSIONS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

    private static final int EVENT_TRIGGERS_CAN_BE_SWITCHED_OFF = 17;

    private ScratchSettings() {}

    static Map<String, String> of(int majorVersion) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("max_wal_size", "4GB");
        settings.put("checkpoint_timeout", "30min");
        settings.put("shared_buffers", "128MB");
        settings.put("maintenance_work_mem", "256MB");
        settings.put("max_connections", "20");
        settings.put("autovacuum", "off");
        settings.put("shared_preload_libraries", "");
        settings.put("max_logical_replication_workers", "0");
        settings.put("lc_messages", "C");
        settings.put("log_statement", "none");
        settings.put("log_min_error_statement", "panic");
        if (majorVersion >= EVENT_TRIGGERS_CAN_BE_SWITCHED_OFF) {
            settings.put("event_triggers", "off");
        }
        return settings;
    }
}
