package org.vigie.engine.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event is kept until its listeners are done, which may be in a later version of Vigie.
 *
 * <p>The name stays when the class moves. A field may be added any time: older rows lack it, and the record sees null, 0 or
 * false there, which its constructor may replace. A field that is renamed or means something else makes a new event with the
 * next number; the old one stays as long as rows of it may exist. Fields that nobody knows are ignored, a value that does not
 * fit puts the event in quarantine.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StoredAs {

    /** Name and number of the form, such as {@code ticket-closed/1}. */
    String value();

    /** Under what earlier versions kept it. */
    String[] former() default {};
}
