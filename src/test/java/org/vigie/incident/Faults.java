package org.vigie.incident;

import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;

/** Faults of an application as its monitors tell them. */
public final class Faults {

    private final JdbcClient jdbc;
    private final Alerts alerts;
    private final String application;

    /** Of Demo. */
    public Faults(JdbcClient jdbc, Alerts alerts) {
        this(jdbc, alerts, "demo");
    }

    public Faults(JdbcClient jdbc, Alerts alerts, String application) {
        this.jdbc = jdbc;
        this.alerts = alerts;
        this.application = application;
    }

    /** A monitor is in this state, confirmed. */
    public void confirmed(String monitor, String state, @Nullable String cause, Instant since) {
        jdbc.sql("""
                        INSERT INTO monitor (application, id, state, cause, text, since, due_at)
                        VALUES (:application, :id, :state, :cause, :text, :since, :since)
                        ON CONFLICT (application, id) DO UPDATE SET state = :state, cause = :cause, text = :text, since = :since
                        """)
                .param("application", application)
                .param("id", monitor)
                .param("state", state)
                .param("cause", cause)
                .param("text", cause == null ? "it answers" : "localhost answered with 503 <b>[x](http://evil)</b>")
                .param("since", Timestamp.from(since))
                .update();
    }

    /** A monitor is down and its alert opens. */
    public void down(String monitor, AlertKind kind, String cause, Instant since) {
        confirmed(monitor, "DOWN", cause, since);
        raise(monitor, kind, since);
    }

    /** Its alert opens. */
    public void raise(String monitor, AlertKind kind, Instant since) {
        alerts.raise(new AlertSignal(
                fingerprint(monitor),
                since,
                application,
                "monitor",
                kind,
                null,
                monitor,
                monitor,
                null,
                "localhost answered with 503",
                null,
                "monitor/fault"));
    }

    /** It works again. */
    public void up(String monitor, Instant now) {
        confirmed(monitor, "UP", null, now);
        alerts.clear(fingerprint(monitor), null, "monitor", "it answers");
    }

    private String fingerprint(String monitor) {
        return "monitor/" + application + "/" + monitor;
    }

    /** Nothing is wrong any more and nothing ever was. */
    public void forget() {
        jdbc.sql(
                        "TRUNCATE incident, incident_alert, incident_remedy, alert, alert_group, alert_note, alert_message, monitor,"
                                + " monitor_period, status_span, status_claim, target_lock CASCADE")
                .update();
    }
}
