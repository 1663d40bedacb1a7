package org.vigie.engine.job;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks the engine to leave a job with who has it, for so long from now. */
@FunctionalInterface
interface JobTimeouts {

    CompletionStage<?> renew(ActivatedJob job, Duration timeOut);
}
