package org.vigie.support.process;

import java.util.Map;

/** Stands for a worker. */
@FunctionalInterface
public interface StubWorker {

    /** The variables the job is completed with. */
    Map<String, Object> work(Job job) throws BusinessError;
}
