package org.vigie.engine.instance;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.webapp.WebappSession;

/** Calling processes of the embedded platform, from Operate. */
class OperateInstances implements CallingInstances {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Instance(
            @JsonAlias("parentProcessInstanceKey") @Nullable Long parentKey) {}

    private final WebappSession operate;

    OperateInstances(WebappSession operate) {
        this.operate = operate;
    }

    @Override
    public Optional<Long> callerOf(long processInstanceKey) {
        return operate.read("/v1/process-instances/" + processInstanceKey, Instance.class)
                .map(Instance::parentKey)
                .filter(key -> key > 0);
    }
}
