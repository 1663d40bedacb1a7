package org.vigie.platform.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The jar that brings {@link ChildMain} into the class path of a child; class data sharing takes jars only. */
public final class LauncherJar {

    private static final String ENTRY = ChildMain.class.getName().replace('.', '/') + ".class";

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
        try (InputStream in = ChildMain.class.getResourceAsStream("/" + ENTRY);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            if (in == null) {
                throw new IOException(ENTRY + " is missing from the class path");
            }
            ZipEntry entry = new ZipEntry(ENTRY);
            entry.setTime(0);
            jar.putNextEntry(entry);
            in.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
