package org.vigie.backup.contents;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * All that belongs to a database, as read in one snapshot. Holds no row, no password, no text of a setting of the application's own.
 *
 * @param algorithm how tables and catalogue were read; only readings of the same algorithm can be compared
 * @param serverVersion of PostgreSQL, such as {@code 15.18}; kept, not compared
 * @param database its name; kept, not compared
 * @param tables ordinary tables and partitions, by name
 * @param sequences by name
 * @param largeObjects by number
 * @param catalogue everything else, by kind and name
 */
public record DatabaseContents(
        String algorithm,
        String serverVersion,
        String database,
        List<TableContents> tables,
        List<SequenceValue> sequences,
        List<LargeObject> largeObjects,
        List<CatalogueObject> catalogue) {

    /**
     * Catalogue 1; rows as text with columns ordered by name, hashed by {@code hashtextextended} with two seeds, added up modulo
     * 2<sup>64</sup> each.
     */
    public static final String ALGORITHM = "vigie-contents/1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public DatabaseContents {
        algorithm = Objects.requireNonNullElse(algorithm, "");
        serverVersion = Objects.requireNonNullElse(serverVersion, "");
        database = Objects.requireNonNullElse(database, "");
        tables = sorted(tables, Comparator.comparing(TableContents::name));
        sequences = sorted(sequences, Comparator.comparing(SequenceValue::name));
        largeObjects = sorted(largeObjects, Comparator.comparing(LargeObject::id));
        catalogue =
                sorted(catalogue, Comparator.comparing(CatalogueObject::kind).thenComparing(CatalogueObject::name));
    }

    private static <T> List<T> sorted(@Nullable List<T> list, Comparator<T> order) {
        return list == null ? List.of() : list.stream().sorted(order).toList();
    }

    /** As JSON: two readings of the same contents give the same text. */
    public String toJson() {
        return json(this);
    }

    /**
     * Reads {@link #toJson}; what a later version added is left out, what it dropped is empty.
     *
     * @throws HintedException if it is no reading of contents
     */
    public static DatabaseContents fromJson(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, DatabaseContents.class));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new HintedException(
                    "the contents of the backup's manifest cannot be read", "Take the manifest of another copy.", e);
        }
    }

    /** SHA-256 over the catalogue, in hexadecimal digits: equal catalogues have equal ones. */
    @JsonIgnore
    public String catalogueFingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(json(catalogue).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows all tables hold. */
    @JsonIgnore
    public long rows() {
        return tables.stream().mapToLong(TableContents::rows).sum();
    }

    /** The objects of a kind, by name. */
    public Stream<CatalogueObject> objects(String kind) {
        return catalogue.stream().filter(object -> object.kind().equals(kind));
    }

    /** The number before the first point of the server's version, such as 15. */
    @JsonIgnore
    public int majorVersion() {
        return Integer.parseInt(serverVersion.split("\\D", 2)[0]);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
