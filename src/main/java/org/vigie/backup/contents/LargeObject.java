package org.vigie.backup.contents;

/**
 * The bytes of a large object. Its owner and privileges are a {@link CatalogueObject}.
 *
 * @param id its number in its database
 * @param bytes how many
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record LargeObject(long id, long bytes, String sha256) {}
