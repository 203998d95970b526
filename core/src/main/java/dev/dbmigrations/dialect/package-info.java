/**
 * How one kind of SQL differs from another: capabilities, locks, names and the DDL to write. A contract; vendors implement it.
 */
@NullMarked
package dev.dbmigrations.dialect;

import org.jspecify.annotations.NullMarked;
