package org.vigie.planted.process;

import io.camunda.client.annotation.JobWorker;

/** Planted violation: a worker that is not named as one. */
public class Misnamed {

    @JobWorker(type = "planted-misnamed")
    public void work() {}
}
