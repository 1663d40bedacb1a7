package org.vigie.platform.child;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Puts together the command line of a child JVM: one process, no shell wrapper around it. */
public final class JavaCommand {

    private final Path javaHome;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> classPath = new ArrayList<>();

    /** @param launcher see {@link LauncherJar} */
    public JavaCommand(Path javaHome, Path launcher) {
        this.javaHome = javaHome;
        this.classPath.add(launcher.toString());
        option("-XX:+UseSerialGC");
        option("-XX:+ExitOnOutOfMemoryError");
        option("--enable-native-access=ALL-UNNAMED");
        property("file.encoding", "UTF-8");
    }

    public JavaCommand heap(DataSize heap) {
        return option("-Xmx" + heap.toMegabytes() + "m");
    }

    /** Keeps loaded classes in an archive that the next start maps: it takes about half of the time. */
    public JavaCommand sharedClasses(@Nullable Path archive) {
        if (archive == null) {
            return this;
        }
        return option("-XX:+AutoCreateSharedArchive")
                .option("-XX:SharedArchiveFile=" + archive)
                .option("-Xlog:cds=off")
                .option("-Xlog:cds+dynamic=off");
    }

    public JavaCommand option(String option) {
        options.add(option);
        return this;
    }

    public JavaCommand property(String name, Object value) {
        properties.put(name, value.toString());
        return this;
    }

    public JavaCommand classPath(List<Path> jars) {
        jars.forEach(jar -> classPath.add(jar.toString()));
        return this;
    }

    /** All jars of a folder. */
    public JavaCommand classPathFolder(Path folder) {
        classPath.add(folder.resolve("*").toString());
        return this;
    }

    /** The whole command, ending with the main class and its arguments. */
    public List<String> running(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(options);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(classPath.stream().collect(Collectors.joining(File.pathSeparator)));
        command.add(ChildMain.class.getName());
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }
}
