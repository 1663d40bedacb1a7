package org.vigie.engine.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Listens right after the commit, on the thread that committed and before it goes on. Only for what lives in memory and is
 * done at once: whoever committed waits for it. Everything else listens {@link AfterCommit}.
 */
@TransactionalEventListener
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AtCommit {

    /** As {@link AfterCommit#id}. */
    @AliasFor(annotation = TransactionalEventListener.class, attribute = "id")
    String id();

    /** As {@link AfterCommit#former}. */
    String[] former() default {};
}
