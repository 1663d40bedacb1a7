package org.vigie.kpi.report;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people find reports.
 *
 * @param publicUrl where readers of mails reach Vigie, without a slash at its end
 */
@ConfigurationProperties("vigie")
record ReportLinks(@DefaultValue("http://localhost:8090") URI publicUrl) {

    String of(MonthlyReport report) {
        return publicUrl + "/reports/" + report.application() + "/" + report.month();
    }
}
