/** What can be typed: one class per command. Their callers own the streams and what becomes of failures. */
@NullMarked
package dev.dbmigrations.cli.command;

import org.jspecify.annotations.NullMarked;
