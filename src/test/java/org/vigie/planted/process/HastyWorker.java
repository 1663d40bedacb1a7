package org.vigie.planted.process;

import io.camunda.client.annotation.JobWorker;

/** Planted violation: a time-out that other times do not follow. */
public class HastyWorker {

    @JobWorker(type = "hurry", timeout = 1000)
    public void work() {}
}
