package org.vigie.backup;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.trouble.Troubles;

/**
 * What the watches over backups find: a trouble until it is good again, and an alert, so that somebody is told who does not look. Can be
 * told again and then changes nothing.
 */
@Component
class BackupAlarm {

    private static final String KIND = "backup-watch";

    private final Troubles troubles;
    private final Alerts alerts;
    private final Plans plans;

    BackupAlarm(Troubles troubles, Alerts alerts, Plans plans) {
        this.troubles = troubles;
        this.alerts = alerts;
        this.plans = plans;
    }

    /**
     * Of a database.
     *
     * @param code of what is looked at
     * @param bad whether it is not as it should be; false: it is good, again or still
     */
    @Transactional
    public void tell(
            String application, DatabaseSettings database, String code, boolean bad, String what, String hint) {
        tell(
                code + ":" + application + "." + database.id(),
                application,
                isFrench(application) ? "Sauvegardes de " + database.id() : "Backups of " + database.id(),
                bad,
                what,
                hint);
    }

    /**
     * Of all backups of an application.
     *
     * @param application null: of all applications, which those of Vigie itself are told of
     */
    @Transactional
    public void tell(@Nullable String application, String code, boolean bad, String what, String hint) {
        String key = application == null ? code : code + ":" + application;
        String concerned = application == null ? all() : application;
        tell(key, concerned, isFrench(concerned) ? "Sauvegardes" : "Backups", bad, what, hint);
    }

    private void tell(
            String key, @Nullable String application, String component, boolean bad, String what, String hint) {
        String fingerprint = KIND + "/" + key;
        if (!bad) {
            troubles.clear(key);
            alerts.clear(fingerprint, null, KIND, "it is as the plan wants it again");
            return;
        }
        troubles.report(key, KIND, null, what, hint, null);
        if (application != null) {
            alerts.raise(new AlertSignal(
                    fingerprint,
                    troubles.require(key).since(),
                    application,
                    KIND,
                    AlertKind.BACKUP_WATCH,
                    null,
                    component,
                    null,
                    null,
                    what + ". " + hint,
                    null,
                    KIND + "/" + application));
        }
    }

    private boolean isFrench(@Nullable String application) {
        return Optional.ofNullable(application)
                .flatMap(plans::find)
                .map(plan -> plan.language().getLanguage())
                .filter(Locale.FRENCH.getLanguage()::equals)
                .isPresent();
    }

    private @Nullable String all() {
        return Optional.of("vigie")
                .filter(own -> plans.find(own).isPresent())
                .or(() -> plans.all().stream().findFirst().map(MaintenancePlan::application))
                .orElse(null);
    }
}
