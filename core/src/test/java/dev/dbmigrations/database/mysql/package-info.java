/** Tests of what is known about MySQL and MariaDB. */
@NullMarked
package dev.dbmigrations.database.mysql;

import org.jspecify.annotations.NullMarked;
