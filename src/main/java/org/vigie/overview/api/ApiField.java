package org.vigie.overview.api;

/**
 * A value that is sent or comes back.
 *
 * @param name with the names of what it stands in
 * @param place {@code path}, {@code query}, {@code header}, {@code body} or {@code answer}
 * @param type in a word, or the values that are allowed
 */
public record ApiField(String name, String place, String type, boolean required, String description) {}
