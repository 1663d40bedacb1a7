package org.vigie.incident.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.incident.diagnosis.Diagnoses;
import org.vigie.incident.diagnosis.Diagnosis;
import org.vigie.incident.diagnosis.DiagnosisText;
import org.vigie.incident.remedy.Remedies;

/** Writes down all that Vigie knows of an incident, and gives what the table {@code remedy} asks for. */
@Component
public class DiagnoseIncidentWorker {

    private final Incidents incidents;
    private final Diagnoses diagnoses;
    private final Remedies remedies;

    DiagnoseIncidentWorker(Incidents incidents, Diagnoses diagnoses, Remedies remedies) {
        this.incidents = incidents;
        this.diagnoses = diagnoses;
        this.remedies = remedies;
    }

    /** The facts are sentences for the form. */
    public record Output(
            String kind,
            String cause,
            @Nullable String monitor,
            boolean afterDeployment,
            boolean restartable,
            int restarts,
            boolean othersFail,
            List<String> facts) {}

    @JobWorker(type = "diagnose-incident")
    public Output diagnose(@Variable String operationId) {
        Incident incident = incidents.require(operationId);
        Diagnosis found = diagnoses.diagnose(operationId);
        return new Output(
                found.kind(),
                found.cause(),
                found.monitor(),
                found.afterDeployment(),
                remedies.isRestartable(incident),
                remedies.restarts(incident),
                incidents.othersFail(incident.application()),
                DiagnosisText.facts(found, incidents.planOf(incident).language()));
    }
}
