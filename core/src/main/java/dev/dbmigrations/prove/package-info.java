/**
 * What becomes of a scratch database while migrations are tried on it: it is made like another one, filled with a few rows, looked at
 * before and after, and asked for statements that nobody could derive. Its callers own the databases and the sessions, and run the
 * migrations.
 */
@NullMarked
package dev.dbmigrations.prove;

import org.jspecify.annotations.NullMarked;
