/**
 * What the user has set: {@code db-migrations.toml}, variables and options, the later over the earlier, and where each value came
 * from. Owns names, defaults and secrets of the configuration; opens no connection.
 */
@NullMarked
package dev.dbmigrations.cli.config;

import org.jspecify.annotations.NullMarked;
