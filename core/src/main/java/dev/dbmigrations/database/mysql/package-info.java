/**
 * MySQL 8 and 9 and MariaDB 10.11 and 11: what their SQL looks like. Owns everything about these servers; callers know it by the contracts
 * alone.
 */
@NullMarked
package dev.dbmigrations.database.mysql;

import org.jspecify.annotations.NullMarked;
