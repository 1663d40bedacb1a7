package org.vigie.planted.process;

import io.camunda.client.annotation.JobWorker;

/** Planted violation: two job types in one worker. */
public class TwofoldWorker {

    @JobWorker(type = "planted-first")
    public void first() {}

    @JobWorker(type = "planted-second")
    public void second() {}
}
