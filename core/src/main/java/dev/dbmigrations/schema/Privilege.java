package dev.dbmigrations.schema;

/**
 * A privilege that one role holds on a table or column.
 *
 * @param grantee the role, or {@code PUBLIC}
 * @param privilege the privilege's SQL word, for example {@code SELECT}
 * @param grantable whether the role may pass it on
 */
public record Privilege(String grantee, String privilege, boolean grantable) {}
