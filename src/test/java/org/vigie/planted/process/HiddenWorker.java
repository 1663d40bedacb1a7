package org.vigie.planted.process;

import io.camunda.client.annotation.JobWorker;

/** Planted violation: a worker that the client cannot call, since its class is not public. */
class HiddenWorker {

    @JobWorker(type = "planted-hidden")
    public void work() {}
}
