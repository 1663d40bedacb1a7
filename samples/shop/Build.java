import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Builds the artefact: {@code java Build.java FOLDER} writes {@code shop-HASH.zip} and prints its path. The same sources give the
 * same bytes, and the name is their SHA-256.
 */
public class Build {

    public static void main(String[] arguments) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : List.of("Shop.java", "Migrate.java", "VERSION")) {
            files.put(name, Files.readAllBytes(Path.of(name)));
        }
        for (Path migration : list("migrations")) {
            files.put("migrations/" + migration.getFileName(), Files.readAllBytes(migration));
        }
        StringBuilder manifest = new StringBuilder();
        for (Path asset : list("assets")) {
            String name = asset.getFileName().toString();
            byte[] content = Files.readAllBytes(asset);
            String fingerprinted = name.replaceFirst("\\.", "." + hash(content).substring(0, 12) + ".");
            files.put("public/" + fingerprinted, content);
            manifest.append(name).append('=').append(fingerprinted).append('\n');
        }
        files.put("public/manifest.properties", manifest.toString().getBytes());
        byte[] zip = zip(files);
        Path folder = Files.createDirectories(Path.of(arguments.length == 0 ? "build" : arguments[0]));
        Path artefact = folder.resolve("shop-" + hash(zip) + ".zip");
        Files.write(artefact, zip);
        System.out.println(artefact);
    }

    private static List<Path> list(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList();
        }
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] content) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
