package org.vigie.backup.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Signs manifests (Ed25519) and knows its own again. The signature is over the manifest as JSON without white space, keys in
 * alphabetical order. The key is in {@code <data-dir>/backup-keys}; manifests of every {@code manifest*.pub} there are taken.
 * Thread-safe.
 */
@Component
public class ManifestSeal {

    private static final String ALGORITHM = "Ed25519";
    private static final int OTHER_NAME = 8;

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // a manifest of a later version has more in it
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    private final Path folder;

    ManifestSeal(@Value("${vigie.data-dir:./data}") Path dataDir) {
        this.folder = dataDir.toAbsolutePath().normalize().resolve("backup-keys");
    }

    /**
     * Makes the key if there is none, so that a copy of the data folder holds what the manifest beside it is signed with: the first backup
     * of an installation could not be trusted by a new one otherwise.
     */
    public void requireKey() {
        try {
            key();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of manifests in " + folder + " is none", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the key of manifests in " + folder, e);
        }
    }

    /** The signed text of a manifest, to be stored beside the copies. */
    public String write(Manifest manifest) {
        try {
            ObjectNode signed = json.createObjectNode();
            JsonNode content = json.valueToTree(manifest);
            signed.set("manifest", content);
            signed.putObject("signature").put("algorithm", ALGORITHM).put("value", sign(canonical(content)));
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(signed) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws BrokenSealException with {@code manifest-edited} if its signature does not fit or it is no manifest
     */
    public Manifest read(String text) throws BrokenSealException {
        try {
            JsonNode signed = json.readTree(text);
            if (!fits(signed, ownKeys())) {
                throw new BrokenSealException("manifest-edited", "the signature of a manifest does not fit", null);
            }
            return json.treeToValue(signed.path("manifest"), Manifest.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BrokenSealException("manifest-edited", "a manifest cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether one of these keys alone, the texts of {@code manifest*.pub}, is enough to trust a signed manifest. */
    public boolean isSignedByOneOf(List<String> publicKeys, String text) {
        try {
            return fits(json.readTree(text), publicKeys);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] canonical(JsonNode content) throws JsonProcessingException {
        return json.writeValueAsBytes(json.treeToValue(content, Object.class));
    }

    private String sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key());
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a manifest", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key of manifests in " + folder, e);
        }
    }

    private List<String> ownKeys() {
        List<String> keys = new ArrayList<>();
        for (Path file : PrivateFiles.list(folder, "manifest", ".pub")) {
            try {
                keys.add(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the key " + file, e);
            }
        }
        return keys;
    }

    private boolean fits(JsonNode signed, List<String> publicKeys) throws JsonProcessingException {
        JsonNode content = signed.path("manifest");
        byte[] value = Base64.getDecoder()
                .decode(signed.path("signature").path("value").asText());
        if (!content.isObject()) {
            return false;
        }
        byte[] canonical = canonical(content);
        for (String key : publicKeys) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(publicKey(key));
                signature.update(canonical);
                if (signature.verify(value)) {
                    return true;
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // not a signature of this key
            }
        }
        return false;
    }

    private synchronized PrivateKey key() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("manifest.key");
        Path publicFile = folder.resolve("manifest.pub");
        if (!Files.exists(file)) {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            PrivateFiles.create(
                    file,
                    text(pair.getPrivate().getEncoded()) + "\n"
                            + text(pair.getPublic().getEncoded()) + "\n");
        }
        String[] lines = Files.readString(file).strip().split("\\s+");
        keepPublic(publicFile, lines[1]);
        return KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0].getBytes(UTF_8))));
    }

    /** One of another installation, put there so that its manifests are taken, stays under another name. */
    private void keepPublic(Path file, String own) throws IOException {
        if (Files.exists(file) && !Files.readString(file).strip().equals(own)) {
            String other = Sha256.of(file).substring(0, OTHER_NAME);
            Files.move(file, folder.resolve("manifest-" + other + ".pub"), StandardCopyOption.ATOMIC_MOVE);
        }
        if (!Files.exists(file)) {
            PrivateFiles.create(file, own + "\n");
        }
    }

    private static PublicKey publicKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text.strip())));
    }

    private static String text(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
