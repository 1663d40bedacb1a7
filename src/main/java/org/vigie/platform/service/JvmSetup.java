package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.vigie.platform.artifact.SoftwareCache;
import org.vigie.platform.child.ChildFolders;
import org.vigie.platform.child.JavaCommand;
import org.vigie.platform.child.LauncherJar;

/**
 * What all child JVMs have in common.
 *
 * @param javaHome the JDK to run them on
 * @param classDataSharing whether to keep archives of loaded classes in the cache
 */
public record JvmSetup(SoftwareCache software, ChildFolders folders, Path javaHome, boolean classDataSharing) {

    JavaCommand command(String child, DataSize heap) throws IOException {
        return new JavaCommand(javaHome, LauncherJar.in(software.folder()))
                .heap(heap)
                .sharedClasses(classArchive(child))
                .property("java.io.tmpdir", folders.temporary(child));
    }

    private @Nullable Path classArchive(String child) throws IOException {
        if (!classDataSharing) {
            return null;
        }
        Path archives = Files.createDirectories(software.folder().resolve("classes"));
        return archives.resolve(child + ".jsa");
    }
}
