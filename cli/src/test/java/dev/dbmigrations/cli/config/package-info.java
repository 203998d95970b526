/** Promises about what the user has set. */
@NullMarked
package dev.dbmigrations.cli.config;

import org.jspecify.annotations.NullMarked;
