package org.vigie.planted.process;

import io.camunda.client.annotation.JobWorker;

/** Planted violation: a job type that follows the method's name. */
public class UntypedWorker {

    @JobWorker
    public void work() {}
}
