package org.vigie.platform.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run for a child.
 *
 * @param arguments the program and its arguments
 * @param program file name of the executable that will be seen running, such as {@code java}
 * @param environment variables of the child, on top of the few it inherits (see {@link ChildEnvironment})
 * @param directory its working directory, existing
 * @param classArchive where its loaded classes may be kept for the next start, null for nowhere
 */
public record ChildCommand(
        List<String> arguments,
        String program,
        Map<String, String> environment,
        Path directory,
        @Nullable ClassArchive classArchive) {}
