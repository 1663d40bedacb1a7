package org.vigie.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
        return in(folder, name, classes, Map.of());
    }

    /**
     * Writes the jar unless the same is there already (its time stamp counts).
     *
     * @param classes classes that use nothing but the JDK, each other, and what else is on that class path
     * @param texts further files by name
     */
    public static Path in(Path folder, String name, List<Class<?>> classes, Map<String, String> texts)
            throws IOException {
        byte[] jar = jar(classes, new TreeMap<>(texts));
        Path file = folder.resolve(name);
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), jar)) {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "." + name, ".part");
            Files.write(draft, jar);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static byte[] jar(List<Class<?>> classes, SortedMap<String, String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> type : classes) {
                String file = type.getName().replace('.', '/') + ".class";
                try (InputStream in = LauncherJar.class.getResourceAsStream("/" + file)) {
                    if (in == null) {
                        throw new IOException(file + " is missing from the class path");
                    }
                    add(jar, file, in);
                }
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                add(jar, text.getKey(), new ByteArrayInputStream(text.getValue().getBytes(UTF_8)));
            }
        }
        return bytes.toByteArray();
    }

    private static void add(JarOutputStream jar, String name, InputStream in) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
        in.transferTo(jar);
    }
}
