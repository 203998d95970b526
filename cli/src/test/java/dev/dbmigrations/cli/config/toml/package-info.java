/** Promises about reading TOML. */
@NullMarked
package dev.dbmigrations.cli.config.toml;

import org.jspecify.annotations.NullMarked;
