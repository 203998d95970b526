/** Promises about finding and reading migrations. */
@NullMarked
package dev.dbmigrations.project;

import org.jspecify.annotations.NullMarked;
