package org.vigie.platform.child;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        // each step that its size takes beyond 20 MiB costs a full collection while all start
        option("-XX:MetaspaceSize=256m");
        option("-XX:+ExitOnOutOfMemoryError");
        option("--enable-native-access=ALL-UNNAMED");
        property("file.encoding", "UTF-8");
    }

    public JavaCommand heap(DataSize heap) {
        return option("-Xmx" + heap.toMegabytes() + "m");
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

    /**
     * The archive of classes that fits this JVM: another Java or another class path has another one.
     *
     * @param folder where archives are kept
     */
    public ClassArchive classArchive(Path folder, String child) {
        Path modules = javaHome.resolve("lib").resolve("modules");
        int fit = Objects.hash(options, classPath, javaHome, modules.toFile().length());
        return new ClassArchive(javaHome, folder.resolve(child + "-" + Integer.toHexString(fit) + ".jsa"));
    }

    /** The whole command, ending with the main class and its arguments. */
    public List<String> running(@Nullable ClassArchive archive, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(options);
        if (archive != null && archive.exists()) {
            command.add("-XX:SharedArchiveFile=" + archive.file());
        }
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(ChildMain.class.getName());
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }
}
