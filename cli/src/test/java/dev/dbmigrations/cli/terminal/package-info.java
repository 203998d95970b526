/** Proves how things look. */
@NullMarked
package dev.dbmigrations.cli.terminal;

import org.jspecify.annotations.NullMarked;
