/**
 * PostgreSQL 14 to 18: how to connect, what the catalog holds, how failures are named, and what its SQL looks like. Owns everything about
 * that vendor; callers know it by the contracts alone.
 */
@NullMarked
package dev.dbmigrations.database.postgres;

import org.jspecify.annotations.NullMarked;
