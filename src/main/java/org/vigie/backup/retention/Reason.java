package org.vigie.backup.retention;

/**
 * Why a backup stays or may go.
 *
 * @param code stable, such as {@code daily}, {@code pinned} or {@code no-layer}
 * @param sentence for people, without a full stop
 */
public record Reason(String code, String sentence) {}
