package org.vigie.platform.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The jar that brings the main classes of children into the class path of a child; class data sharing takes jars only. */
public final class LauncherJar {

    private static final List<Class<?>> CLASSES = List.of(ChildMain.class, OpenSearchMain.class);

    private LauncherJar() {}

    /** Writes the jar into the folder unless the same is there already (its time stamp counts). */
    public static Path in(Path folder) throws IOException {
        byte[] jar = jar();
        Path file = folder.resolve("vigie-child.jar");
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), jar)) {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".vigie-child", ".jar");
            Files.write(draft, jar);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> type : CLASSES) {
                add(jar, type.getName().replace('.', '/') + ".class");
            }
        }
        return bytes.toByteArray();
    }

    private static void add(JarOutputStream jar, String name) throws IOException {
        try (InputStream in = LauncherJar.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the class path");
            }
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(0);
            jar.putNextEntry(entry);
            in.transferTo(jar);
        }
    }
}
