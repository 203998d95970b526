/**
 * What one PostgreSQL statement asks for: reads its tokens, has its expressions checked by pgCodeKeeper's grammar, and says the result in
 * the words of {@code change}. Owns no I/O; its one caller is {@code PostgresParser}.
 */
@NullMarked
package dev.dbmigrations.database.postgres.grammar;

import org.jspecify.annotations.NullMarked;
