package org.vigie.postmortem;

/** A post-mortem has to be written and its process to be started. */
public record PostMortemNeeded(String postMortemId) {}
