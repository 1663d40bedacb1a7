package org.vigie.dependency;

import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;

/** Newer versions are news for the team, told together with others of a day (M-ALR-3); flaws have their ticket. */
@Component
class UpdateNews {

    private static final String SOURCE = "dependencies";

    private final Alerts alerts;

    UpdateNews(Alerts alerts) {
        this.alerts = alerts;
    }

    /** A finding was opened; in its transaction. */
    void tell(DependencyFinding finding) {
        if (finding.kind().equals(Dependencies.UPDATE)) {
            alerts.raise(new AlertSignal(
                    fingerprint(finding),
                    finding.firstSeen(),
                    finding.application(),
                    SOURCE,
                    AlertKind.UPDATE_AVAILABLE,
                    null,
                    finding.ecosystem(),
                    null,
                    null,
                    finding.title(),
                    null,
                    fingerprint(finding)));
        }
    }

    /** It is settled. */
    void over(DependencyFinding finding) {
        alerts.clear(fingerprint(finding), null, SOURCE, "its ticket is closed");
    }

    private static String fingerprint(DependencyFinding finding) {
        return "update/" + finding.id();
    }
}
