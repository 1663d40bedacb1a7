package org.vigie.planted;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;

/** Planted violation: listeners and a condition spelled out instead of the annotations made for them. */
@ConditionalOnProperty(name = "camunda.client.enabled", matchIfMissing = true)
class ListensInItsOwnWay {

    @Async
    @ConditionalOnProperty("camunda.client.enabled")
    void later() {}

    @TransactionalEventListener
    void afterCommit(String event) {}

    @ApplicationModuleListener
    void inATransaction(String event) {}
}
