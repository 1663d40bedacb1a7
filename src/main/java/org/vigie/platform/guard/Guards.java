package org.vigie.platform.guard;

import java.util.List;
import java.util.Map;

/** What is copied into the class paths of the children, which find it there by themselves. */
public final class Guards {

    public static final List<Class<?>> CLASSES = List.of(
            RequestGuard.class,
            SameUser.class,
            GuardConfiguration.class,
            GrpcGuard.class,
            GrpcGuard.Refused.class,
            OpenSearchGuard.class);

    /** By name; how Spring Boot finds configurations that nobody names. */
    public static final Map<String, String> FILES = Map.of(
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
            GuardConfiguration.class.getName() + "\n",
            "META-INF/spring/org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration.imports",
            GuardConfiguration.class.getName() + "\n");

    private Guards() {}
}
