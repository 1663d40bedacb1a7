package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vigie.command.LauncherJar;
import org.vigie.platform.child.ChildMain;
import org.vigie.platform.child.OpenSearchMain;
import org.vigie.platform.display.LenientDates;
import org.vigie.platform.guard.Guards;

/** What the JVMs of the children need of Vigie: their main classes, a plugin of OpenSearch, and the guards of their ports. */
public final class ChildJar {

    private static final String NAME = "vigie-child.jar";
    private static final List<Class<?>> CLASSES = List.of(ChildMain.class, OpenSearchMain.class, LenientDates.class);

    private ChildJar() {}

    /** Writes it into a folder, unless it is there. */
    public static Path in(Path folder) throws IOException {
        return LauncherJar.in(
                folder,
                NAME,
                Stream.concat(CLASSES.stream(), Guards.CLASSES.stream()).toList(),
                Guards.FILES);
    }
}
