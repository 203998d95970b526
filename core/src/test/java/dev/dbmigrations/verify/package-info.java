/** The promises of comparing two tables. */
@NullMarked
package dev.dbmigrations.verify;

import org.jspecify.annotations.NullMarked;
