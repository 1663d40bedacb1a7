package org.vigie.backup.contents;

/**
 * One way in which what was found differs from what was expected.
 *
 * @param code stable, such as {@code table-missing} or {@code privileges-different}
 * @param object what it is about, such as {@code table public.orders}
 * @param sentence for people, without a full stop
 */
public record Difference(String code, String object, String sentence) {}
