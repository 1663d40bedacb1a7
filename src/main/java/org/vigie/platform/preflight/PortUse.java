package org.vigie.platform.preflight;

/**
 * A port that will be opened on 127.0.0.1.
 *
 * @param port 1 to 65535
 * @param purpose who opens it
 * @param setting the property that changes it
 */
public record PortUse(int port, String purpose, String setting) {}
