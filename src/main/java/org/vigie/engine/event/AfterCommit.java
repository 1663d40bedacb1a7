package org.vigie.engine.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Listens after the commit of whoever published the event, on a thread of its own. The event is kept in the event publication
 * registry until the listener returns, over restarts and versions ({@link StoredAs}), and may therefore come more than once.
 *
 * <p>The way to follow an event that must not be lost. No transaction is open in it: a listener that writes in more than one
 * place adds {@code @Transactional(propagation = REQUIRES_NEW)}; one that speaks with the engine or another server does not,
 * and so holds no connection while it waits. What lives in memory only listens {@link AtCommit}.
 */
@Async
@TransactionalEventListener
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AfterCommit {

    /** Under what the event is kept for this listener: module and purpose, the same in all versions. */
    @AliasFor(annotation = TransactionalEventListener.class, attribute = "id")
    String id();

    /** Under what earlier versions kept it. */
    String[] former() default {};

    /** A SpEL expression on {@code #event}: where it is false the listener is not called and nothing is kept for it. */
    @AliasFor(annotation = TransactionalEventListener.class, attribute = "condition")
    String condition() default "";
}
