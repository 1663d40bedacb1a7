package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.vigie.platform.artifact.SoftwareCache;
import org.vigie.platform.child.ChildFolders;
import org.vigie.platform.child.ClassArchive;
import org.vigie.platform.child.JavaCommand;

/**
 * What all child JVMs have in common.
 *
 * @param javaHome the JDK to run them on
 * @param classDataSharing whether to keep archives of loaded classes in the cache
 */
public record JvmSetup(SoftwareCache software, ChildFolders folders, Path javaHome, boolean classDataSharing) {

    JavaCommand command(String child, DataSize heap) throws IOException {
        return new JavaCommand(javaHome, ChildJar.in(software.folder()))
                .heap(heap)
                .property("java.io.tmpdir", folders.temporary(child));
    }

    @Nullable
    ClassArchive classArchive(JavaCommand command, String child) {
        return classDataSharing ? command.classArchive(software.folder().resolve("classes"), child) : null;
    }
}
