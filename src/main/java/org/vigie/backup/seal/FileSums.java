package org.vigie.backup.seal;

/**
 * What a sealed file is known by.
 *
 * @param name of the stored file, without a folder
 * @param plainBytes size before compression and encryption
 * @param plainSha256 of what was put in, 64 lower-case hexadecimal digits
 * @param storedBytes size of the stored file
 * @param storedSha256 of the stored file
 */
public record FileSums(String name, long plainBytes, String plainSha256, long storedBytes, String storedSha256) {}
