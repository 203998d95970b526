/**
 * PostgreSQL as it really answers: every promise is kept on the oldest and the newest supported version.
 */
@NullMarked
package dev.dbmigrations.database.postgres;

import org.jspecify.annotations.NullMarked;
