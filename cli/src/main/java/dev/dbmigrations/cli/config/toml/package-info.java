/**
 * The part of TOML 1.0 that a configuration needs, read with the place of every key and value. Owns the syntax; what the keys mean is its
 * callers' business.
 */
@NullMarked
package dev.dbmigrations.cli.config.toml;

import org.jspecify.annotations.NullMarked;
