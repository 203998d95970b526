/**
 * Which locks PostgreSQL takes for which statement, and whether it reads or rewrites the table meanwhile. Pure: it
 * predicts from the catalog's facts; callers ask the server where they can.
 */
@NullMarked
package dev.dbmigrations.database.postgres.locks;

import org.jspecify.annotations.NullMarked;
