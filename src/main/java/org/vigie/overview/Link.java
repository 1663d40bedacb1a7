package org.vigie.overview;

/** @param address within Vigie, or one of its settings */
record Link(String address, String text) {}
