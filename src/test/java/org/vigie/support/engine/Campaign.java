package org.vigie.support.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Too long for every build: runs with {@code ./mvnw verify -Pcampaigns}, its figures stand in docs/measurements.md. */
@Tag("campaign")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Campaign {}
