package org.vigie.command;

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

/** A jar of a few classes of Vigie for the class path of another JVM; class data sharing takes jars only. */
public final class LauncherJar {

    private LauncherJar() {}

    /**
     * Writes the jar unless the same is there already (its time stamp counts).
     *
     * @param classes classes that use nothing but the JDK and each other
     */
    public static Path in(Path folder, String name, List<Class<?>> classes) throws IOException {
        byte[] jar = jar(classes);
        Path file = folder.resolve(name);
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), jar)) {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "." + name, ".part");
            Files.write(draft, jar);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static byte[] jar(List<Class<?>> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> type : classes) {
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
