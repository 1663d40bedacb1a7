package org.vigie.plan.load;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where plan files are.
 *
 * @param plansDir folder with the plan files; null: ./plans, or the packaged plans where that is absent. A text and not a
 *     path, because the conversion to a path looks on the class path first
 */
@ConfigurationProperties("vigie")
record PlanProperties(@Nullable String plansDir) {}
