package org.vigie.plan;

import org.vigie.shared.SecretRef;

/**
 * A PostgreSQL database of an application.
 *
 * @param id short name, unique in the plan
 * @param host name or address of the server
 * @param port port of the server
 * @param name name of the database on its server
 * @param user account to log in with
 * @param passwordFrom where the password is
 */
public record DatabaseSettings(String id, String host, int port, String name, String user, SecretRef passwordFrom) {}
