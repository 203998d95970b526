/** SQL Server: what its SQL looks like. Owns everything about that vendor; callers know it by the contracts alone. */
@NullMarked
package dev.dbmigrations.database.sqlserver;

import org.jspecify.annotations.NullMarked;
