/** Tests of the lock predictions. */
@NullMarked
package dev.dbmigrations.database.postgres.locks;

import org.jspecify.annotations.NullMarked;
