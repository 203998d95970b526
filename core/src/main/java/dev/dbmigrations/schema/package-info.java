/**
 * What a database looks like: tables, columns, indexes and constraints as data, and how they will look after a change. Owns no I/O.
 */
@NullMarked
package dev.dbmigrations.schema;

import org.jspecify.annotations.NullMarked;
