package org.vigie.release;

/** A version serves well, and its notes may be published; told within the transaction that keeps it. */
public record ReleaseNotesReady(String application, String version) {}
