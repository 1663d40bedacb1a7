package org.vigie.overview.web;

/** @param address within Vigie, or one of its settings */
record Link(String address, String text) {}
