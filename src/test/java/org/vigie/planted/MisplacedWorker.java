package org.vigie.planted;

import io.camunda.client.annotation.JobWorker;

/** Planted violation: a worker outside a process package. */
public class MisplacedWorker {

    @JobWorker(type = "planted-misplaced")
    public void work() {}
}
